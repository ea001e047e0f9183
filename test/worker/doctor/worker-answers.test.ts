import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { checkWorker } from '../../../worker/doctor/worker-answers.ts';
import { authority, certificate } from '../../helpers/certificate.ts';
import { deadAddress, fetchTrusting, plainFetch, serve, serveSecurely, soon } from './servers.ts';

const MARK = '0123456789abcdef';

const worker =
  ({ deployment = MARK, ready = 200 }: { deployment?: string | null; ready?: number } = {}): RequestListener =>
  (request, response) => {
    const isHealth = request.url === '/healthz';
    response.writeHead(isHealth ? 200 : ready, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isHealth ? { status: 'ok', ...(deployment === null ? {} : { deployment }) } : {}));
  };

const look = async (answer: RequestListener, over: Partial<Parameters<typeof checkWorker>[0]> = {}) =>
  await checkWorker({
    url: await serve(answer),
    deployment: MARK,
    isRunning: true,
    fetch: plainFetch,
    signal: soon(),
    ...over,
  });

describe('what answers at the address', () => {
  it('is this worker, asked as browsers do, over TLS', async () => {
    const by = authority();
    const url = await serveSecurely(certificate({ by, names: ['127.0.0.1'] }), worker());
    expect(await look(worker(), { url, fetch: fetchTrusting(by.cert) })).toEqual({
      state: 'ok',
      found: `${url} answers, is of this deployment, and is ready`,
    });
  });

  it.each([
    ['a worker of another deployment', worker({ deployment: 'fedcba9876543210' }), 'of another deployment'],
    ['a worker whose database is away', worker({ ready: 503 }), 'cannot work'],
    [
      'a proxy that finds no worker',
      ((_, r) => r.writeHead(502).end('bad gateway')) as RequestListener,
      'finds no worker',
    ],
    ['a page of something else', ((_, r) => r.end('<html>Welcome to nginx!')) as RequestListener, 'Something else'],
    [
      'a redirect',
      ((_, r) => r.writeHead(301, { location: '/elsewhere' }).end()) as RequestListener,
      'sends elsewhere',
    ],
  ])('is at fault: %s', async (_, answer, found) => {
    const finding = await look(answer);
    expect(finding).toMatchObject({ state: 'fault', found: expect.stringContaining(found) });
    expect(finding.fix).toBeTruthy();
  });

  it('is at fault when nothing does, with the next step', async () => {
    const url = await deadAddress();
    expect(await look(worker(), { url, isRunning: false })).toMatchObject({
      state: 'fault',
      found: `${url} does not answer: nothing listens there (ECONNREFUSED).`,
      fix: 'No worker runs on this folder: willcall start.',
    });
  });

  it('may be an older worker, which does not tell whose it is', async () => {
    expect(await look(worker({ deployment: null }))).toMatchObject({ state: 'warning' });
  });

  it('is not looked at when there is nothing to ask', async () => {
    expect(await look(worker(), { url: null })).toMatchObject({ state: 'skipped' });
  });
});
