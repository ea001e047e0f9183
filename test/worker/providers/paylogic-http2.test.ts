import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const READING = fileURLToPath(new URL('./http2-reading.ts', import.meta.url));
const EVENTS = {
  item_count: 1,
  _links: {},
  _embedded: { 'shop:event': [{ uid: 'a'.repeat(32), title: { en: 'Gala' } }] },
};

let folder: string;
let server: Http2SecureServer;
let origin: string;
const versions: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'willcall-http2-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  await run('openssl', ['req', '-x509', '-nodes', '-days', '2', ...curve, ...subject, '-keyout', key, '-out', cert]);
  const options = { key: await readFile(key), cert: await readFile(cert), allowHTTP1: true };
  server = createSecureServer(options, (request, response) => {
    versions.push(request.httpVersion);
    const isOld = request.httpVersion.startsWith('1');
    response.writeHead(isOld ? 421 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isOld ? {} : EVENTS));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `https://localhost:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await rm(folder, { recursive: true });
});

describe('a host that serves HTTP/2 only', () => {
  it('sends HTTP/1.1 away with 421', async () => {
    const status = await new Promise((resolve, reject) => {
      get(origin, { rejectUnauthorized: false, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect([status, versions.at(-1)]).toEqual([421, '1.1']);
  });

  it('is read, since the worker offers both', async () => {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
    const { stdout } = await run(process.execPath, ['--import', 'tsx', READING, origin], { env });
    expect(JSON.parse(stdout)).toMatchObject([{ eventId: 'a'.repeat(32), eventName: 'Gala' }]);
    expect(versions.at(-1)).toBe('2.0');
  });
});
