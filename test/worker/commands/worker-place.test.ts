import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../worker/commands/run.ts';
import { scene, TICKETS, type Scene } from './surroundings.ts';

const WORDS = [...TICKETS, '--out', '-'];
const CREDENTIALS = { tixngo: { credentials: { email: 'box@example.org', apiKey: 'demo' } } };
const GONE = 2 ** 22 + 1;

function announce({ dir }: Scene, file: object): string {
  const folder = join(dir, '.willcall');
  mkdirSync(folder);
  writeFileSync(join(folder, 'worker.json'), JSON.stringify(file), { mode: 0o600 });
  return folder;
}

describe('which worker', () => {
  it('is the one running on this folder; in rehearsal with its own account, deleted afterwards', async () => {
    const one = await scene({ token: 'of-the-folder' });
    const file = { url: one.worker.url, pid: process.pid, idToken: 'of-the-folder', rehearsal: CREDENTIALS };
    const environment = { WILLCALL_DIR: announce(one, file) };
    expect(await run(WORDS, { ...one.around, environment })).toBe(0);
    expect(one.worker.bodies.connection).toMatchObject({ provider: 'tixngo', ...CREDENTIALS.tixngo });
    expect(one.worker.asked.slice(-2)).toEqual(['DELETE /v1/reports/{id}', 'DELETE /v1/connections/{id}']);
    expect(one.err.written).toContain('Rehearsal: these rows are simulated.');
  });

  it('is a rehearsal of its own when none runs, closed afterwards also when the run fails', async () => {
    const one = await scene({ refuse: { 'POST /v1/reports': { status: 500, code: 'internal', message: 'Oh.' } } });
    let closed = 0;
    const startRehearsal = async () => ({
      url: one.worker.url,
      token: async () => 'a-token',
      rehearsal: CREDENTIALS,
      close: async () => void (closed += 1),
    });
    const environment = { WILLCALL_DIR: join(one.dir, 'nothing') };
    expect(await run(WORDS, { ...one.around, environment, startRehearsal })).toBe(1);
    expect(closed).toBe(1);
    expect(one.err.written).toContain('starting a rehearsal of its own');
    expect(one.err.written).toContain('Rehearsal: these rows are simulated.');
    expect(one.worker.asked.at(-1)).toBe('DELETE /v1/connections/{id}');
  });

  it.each([
    ['whose process is gone', { pid: GONE }],
    ['that does not answer', { url: 'http://127.0.0.1:1' }],
  ])('is never a rehearsal in the place of a real worker %s', async (_what, change) => {
    const one = await scene();
    const environment = { WILLCALL_DIR: announce(one, { url: one.worker.url, pid: process.pid, ...change }) };
    expect(await run(WORDS, { ...one.around, environment })).toBe(1);
    expect(one.err.written).toContain('Start it: willcall start');
  });

  it('is never a rehearsal when real Google accounts are configured', async () => {
    const one = await scene();
    const environment = { WILLCALL_DIR: one.dir, GOOGLE_AUDIENCES: 'an-audience' };
    expect(await run(WORDS, { ...one.around, environment })).toBe(1);
    expect(one.err.written).toContain('No worker is running');
  });

  it('is not believed from a file others may write', async () => {
    const one = await scene();
    const folder = announce(one, { url: one.worker.url, pid: process.pid });
    chmodSync(join(folder, 'worker.json'), 0o666);
    const environment = { WILLCALL_DIR: folder, WILLCALL_TOKEN: 'a-real-token' };
    expect(await run(WORDS, { ...one.around, environment })).toBe(2);
    expect(one.worker.asked).toEqual([]);
  });

  it.each([
    [{ WILLCALL_URL: 'http://127.0.0.1:1' }, 'WILLCALL_URL is set, but not WILLCALL_TOKEN'],
    [{ WILLCALL_URL: 'worker', WILLCALL_TOKEN: 'x' }, 'WILLCALL_URL is no web address.'],
    [{ WILLCALL_TOKEN: 'x', WILLCALL_DIR: '/nowhere' }, 'WILLCALL_TOKEN is set, but not WILLCALL_URL'],
  ])('must be configured whole: %o', async (environment, sentence) => {
    const one = await scene();
    expect(await run(WORDS, { ...one.around, environment })).toBe(2);
    expect(one.err.written).toContain(sentence);
  });

  it('that is real and on this folder wants a token', async () => {
    const one = await scene();
    const environment = { WILLCALL_DIR: announce(one, { url: one.worker.url, pid: process.pid }) };
    expect(await run(WORDS, { ...one.around, environment })).toBe(2);
    expect(one.err.written).toContain('set WILLCALL_TOKEN');
  });
});
