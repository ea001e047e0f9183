import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGoogle, type SandboxGoogle } from '../../../sandbox/google/google.ts';
import { createWriter } from '../../../worker/sheets/writer.ts';

let google: SandboxGoogle;
const dir = mkdtempSync(join(tmpdir(), 'willcall-writer-'));
const keyFile = join(dir, 'key.json');

beforeAll(async () => {
  google = await startGoogle({});
  writeFileSync(keyFile, JSON.stringify(google.writerKey));
});
afterAll(async () => {
  await google.close();
  rmSync(dir, { recursive: true });
});

it('a key file gives the address to share with, and tokens Google takes, asked for where the file says', async () => {
  const writer = await createWriter({ keyFile });
  expect(writer.email).toBe(google.writerKey.client_email);
  const token = await writer.accessToken();
  const answer = await fetch(`${google.origin}/v4/spreadsheets/unknown`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(404);
});

it('a token is kept, and replaced when it was refused', async () => {
  const writer = await createWriter({ keyFile });
  const [first, again] = await Promise.all([writer.accessToken(), writer.accessToken()]);
  expect(again).toBe(first);
  expect(await writer.accessToken('another')).toBe(first);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await writer.accessToken(first)).not.toBe(first);
});

it('a key Google does not know is the operator’s business, a silent Google is not', async () => {
  const foreign = join(dir, 'foreign.json');
  writeFileSync(foreign, JSON.stringify({ ...google.writerKey, client_email: 'nobody@example.org' }));
  await expect((await createWriter({ keyFile: foreign })).accessToken()).rejects.toMatchObject({ kind: 'writer' });
  const silent = join(dir, 'silent.json');
  writeFileSync(silent, JSON.stringify({ ...google.writerKey, token_uri: 'http://127.0.0.1:9/token' }));
  await expect((await createWriter({ keyFile: silent })).accessToken()).rejects.toMatchObject({ kind: 'unavailable' });
});

it('a file that is no key file is refused when it is opened', async () => {
  writeFileSync(join(dir, 'no.json'), '{"type": "authorized_user"}');
  await expect(createWriter({ keyFile: join(dir, 'no.json') })).rejects.toThrow('client_email');
});
