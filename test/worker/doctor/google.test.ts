import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGoogle } from '../../../sandbox/google/google.ts';
import { checkDatabaseClock, checkGoogleClock } from '../../../worker/doctor/clock.ts';
import { checkAudiences, checkGoogleKeys } from '../../../worker/doctor/google-keys.ts';
import { checkWriter } from '../../../worker/doctor/writer-access.ts';
import { createWriter } from '../../../worker/sheets/writer.ts';
import { SheetError } from '../../../worker/sheets/sheet-error.ts';
import { temporaryFolder } from '../commands/surroundings.ts';
import { deadAddress, plainFetch, serve, soon } from './servers.ts';

const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe("Google's keys", () => {
  const look = async (keysUrl: string | null) => await checkGoogleKeys({ keysUrl, fetch: plainFetch, signal: soon() });
  const key = (alg: string, kty = 'RSA') => ({ kty, alg, kid: 'a', n: 'n', e: 'AQAB' });

  it('are there', async () => {
    expect(await look(await serve(json({ keys: [key('RS256'), key('RS256')] })))).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('2 RS256 keys'),
    });
  });

  it.each([
    ['others only', json({ keys: [key('ES256', 'EC')] }), 'holds no RS256 key'],
    ['a page', ((_, r) => r.end('<html>')) as RequestListener, 'answers no keys'],
    ['an error', json({}, 503), 'answers no keys (status 503)'],
  ])('are at fault: %s', async (_, answer, found) => {
    expect(await look(await serve(answer))).toMatchObject({ state: 'fault', found: expect.stringContaining(found) });
  });

  it('are at fault when they cannot be reached', async () => {
    expect(await look(await deadAddress())).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('nothing listens there'),
    });
    expect(await look(null)).toMatchObject({ state: 'skipped' });
  });

  it('are for client ids that look like Google’s', () => {
    expect(checkAudiences(['123456789012-abc123.apps.googleusercontent.com'])).toMatchObject({ state: 'ok' });
    expect(checkAudiences(['my-add-on'])).toMatchObject({ state: 'warning' });
    expect(checkAudiences([])).toMatchObject({ state: 'fault' });
    expect(checkAudiences(undefined)).toMatchObject({ state: 'skipped' });
  });
});

describe("Willcall's Google address", () => {
  const writer = { email: 'writer@project.iam.gserviceaccount.com', accessToken: () => Promise.resolve('a-token') };
  const open = () => Promise.resolve(writer);
  const refusal = (status: number, reason: string) =>
    json({ error: { code: status, message: 'no', details: [{ '@type': 'x', reason }] } }, status);

  it('gets a token for its key file and may use the API', async () => {
    const google = await startGoogle({});
    onTestFinished(() => google.close());
    const keyFile = join(temporaryFolder(), 'key.json');
    writeFileSync(keyFile, JSON.stringify(google.writerKey), { mode: 0o600 });
    const finding = await checkWriter({
      open: async () => await createWriter({ keyFile }),
      origin: google.origin,
      fetch: plainFetch,
      signal: soon(),
    });
    const { client_email: email } = google.writerKey;
    expect(finding).toEqual({ state: 'ok', found: `${email} has a token and may use the Sheets API` });
  });

  it.each([
    ['the API is off', refusal(403, 'SERVICE_DISABLED'), 'the Google Sheets API is off', 'Enable'],
    ['the token may too little', refusal(403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'may not edit', 'scope'],
    ['the token is not taken', refusal(401, 'x'), 'does not take its token', 'clock'],
    ['Google is troubled', refusal(500, ''), 'answers 500', 'try again'],
  ])('is at fault when %s', async (_, answer, found, fix) => {
    const origin = await serve(answer);
    expect(await checkWriter({ open, origin, fetch: plainFetch, signal: soon() })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining(found),
      fix: expect.stringContaining(fix),
    });
  });

  it('is at fault when the key file cannot be read, or the account is refused', async () => {
    const asked = { origin: await deadAddress(), fetch: plainFetch, signal: soon() };
    const keyFile = join(temporaryFolder(), 'none.json');
    expect(await checkWriter({ ...asked, open: async () => await createWriter({ keyFile }) })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('ENOENT'),
    });
    const accessToken = () => Promise.reject(new SheetError('writer', 'Google gave Willcall no access token (400).'));
    expect(await checkWriter({ ...asked, open: () => Promise.resolve({ ...writer, accessToken }) })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('no access token (400)'),
    });
  });
});

describe('the clock', () => {
  const at = Date.UTC(2027, 2, 1, 9);
  const google: RequestListener = (_, response) => response.setHeader('date', new Date(at).toUTCString()).end();
  const look = async (offMs: number) =>
    await checkGoogleClock({ url: await serve(google), fetch: plainFetch, now: () => at + offMs, signal: soon() });

  it('is compared with Google', async () => {
    expect(await look(0)).toMatchObject({ state: 'ok' });
    expect(await look(12_500)).toMatchObject({ state: 'warning', found: '12.0 s ahead of Google.' });
    expect(await look(-89_500)).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('90.0 s behind Google'),
    });
  });

  it('is compared with the database', async () => {
    const now = () => at;
    expect(await checkDatabaseClock({ ask: () => Promise.resolve(at - 100), now })).toMatchObject({ state: 'ok' });
    expect(await checkDatabaseClock({ ask: () => Promise.resolve(at + 40_000), now })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('40.0 s behind the database'),
    });
  });
});
