import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentity } from '../../../addon/sidebar/identity.ts';
import { createWorkerApi } from '../../../addon/sidebar/worker-api.ts';
import { UnreachableProblem, WorkerProblem } from '../../../addon/sidebar/worker-problem.ts';
import { createSend } from '../../../addon/sidebar/worker-request.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';

let worker: FakeWorker;
beforeEach(async () => {
  worker = await startFakeWorker();
});
afterEach(() => worker.close());

/** An unsigned token that ends at the given second. */
const token = (name: string, exp: number): string =>
  `h.${Buffer.from(JSON.stringify({ name, exp })).toString('base64url')}.s`;

function createClient(tokens: string[], now = () => 0) {
  const asked: string[] = [];
  const identity = createIdentity(async () => {
    const next = tokens[asked.length] ?? 'none-left';
    asked.push(next);
    return next;
  }, now);
  return { api: createWorkerApi(createSend(worker.url, identity)), asked };
}

describe('asking the worker', () => {
  it('asks Google for one token, however many calls need it at once', async () => {
    const { api, asked } = createClient([token('a', 3600)]);
    await Promise.all([api.providers(), api.accounts(), api.reports()]);
    expect(asked).toHaveLength(1);
    expect(new Set(worker.state.heard.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${asked[0]}`]),
    );
  });

  it('takes one new token when the worker refuses the old one, also for several calls, and repeats them', async () => {
    const [old, fresh] = [token('old', 3600), token('new', 3600)];
    worker.state.tokens = new Set([fresh]);
    const { api, asked } = createClient([old, fresh]);
    await expect(Promise.all([api.accounts(), api.reports()])).resolves.toEqual([[], []]);
    expect(asked).toEqual([old, fresh]);
  });

  it('gives up after the second refusal, with the worker’s own words', async () => {
    worker.state.tokens = new Set();
    const { api, asked } = createClient(['one', 'two', 'three']);
    await expect(api.accounts()).rejects.toMatchObject({ code: 'unauthorized', requestId: 'req-42' });
    expect(asked).toEqual(['one', 'two']);
  });

  it('does not send a token that ends within a minute', async () => {
    const { api } = createClient([token('short', 30), token('long', 3600)]);
    await api.accounts();
    expect(worker.state.heard[0]?.authorization).toBe(`Bearer ${token('long', 3600)}`);
  });

  it('asks Google again after Google failed', async () => {
    let failures = 1;
    const identity = createIdentity(async () => {
      if (failures-- > 0) throw new Error('no');
      return 'token';
    }, Date.now);
    await expect(identity.token()).rejects.toThrow('no');
    await expect(identity.token()).resolves.toBe('token');
  });

  it('tells a refusal from silence', async () => {
    worker.refuse('GET /v1/reports', 'unavailable', 'The database does not answer.');
    const { api } = createClient(['token']);
    await expect(api.reports()).rejects.toBeInstanceOf(WorkerProblem);
    const gone = await startFakeWorker();
    await gone.close();
    const identity = createIdentity(async () => 'token', Date.now);
    await expect(createWorkerApi(createSend(gone.url, identity)).reports()).rejects.toBeInstanceOf(UnreachableProblem);
  });
});
