import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Connection, Spreadsheet } from '../../shared/api.ts';
import { startGoogleRecorder, type GoogleRecorder, type Recorded } from '../helpers/google-recorder.ts';
import {
  attemptsOf,
  BODIES,
  joinAsAdmin,
  NAMES_NO_SPREADSHEET,
  operationsOf,
  WHOLE_TEAM,
  type Accounts,
  type Ids,
} from './deputy.ts';
import { openHouse, OWNER, type House } from './house.ts';

/** Each asks some eighty routes, on machines that have other things to do. */
const PATIENCE = { timeout: 120_000 };

let house: House;
let recorder: GoogleRecorder;
afterEach(async () => {
  await house.close();
  await recorder.close();
});

async function prepare(): Promise<Ids> {
  recorder = await startGoogleRecorder(() => house.sandbox.google.origin);
  house = await openHouse({ GOOGLE_SHEETS_ORIGIN: recorder.origin });
  const googleId = house.book();
  const spreadsheet = await house.link(googleId);
  const report = await house.report({ destination: { spreadsheet, tab: 'Tickets' } });
  const run = await house.refresh(report.id);
  expect(run.status).toBe('done');
  const connection = report.sources[0]?.connectionId ?? '';
  return { googleId, spreadsheet, connection, report: report.id, run: run.id };
}

const about =
  (googleId: string) =>
  ({ method, path, query }: Recorded) =>
    path.includes(googleId) ? [`${method} ${path} ${query.get('fields') ?? ''}`] : [];
const runsOf = async () => await house.database.db.selectFrom('runs').select('id').execute();

/** Who was asked to prove a spreadsheet may ask whether the proof is there: nothing else of it is read. */
const LOOK_FOR_PROOF =
  /^POST \/v1\/spreadsheets\/\{id\}\/proof: GET \S+ properties\(title,timeZone\),developerMetadata\(/;

/** Asks every route with the owner's ids. @returns what Google was asked about the owner's spreadsheet, and by which route. */
async function tryEverything(ids: Ids, token: string, allowed: readonly string[] = []): Promise<string[]> {
  const reached: string[] = [];
  const own = await accountsOf(token);
  const before = (await runsOf()).length;
  for (const operation of await operationsOf(house)) {
    recorder.requests.length = 0;
    for (const { method, path, body } of attemptsOf(operation, ids, own)) {
      if (path.endsWith('/events')) continue;
      const response = await fetch(house.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      await response.arrayBuffer();
      expect(response.status, `${method} ${path}`).toBeLessThan(500);
    }
    if (operation.method !== 'GET') await sleep(30);
    const calls = recorder.requests.flatMap(about(ids.googleId));
    const lines = calls.map((call) => `${operation.method} ${operation.path}: ${call}`);
    const isAllowed = allowed.includes(`${operation.method} ${operation.path}`);
    if (!isAllowed) reached.push(...lines.filter((line) => !LOOK_FOR_PROOF.test(line)));
    expect((await runsOf()).length, `${operation.method} ${operation.path} starts a run`).toBeLessThanOrEqual(before);
  }
  return reached;
}

async function accountsOf(token: string): Promise<Accounts> {
  const { tixngo, oveit } = house.sandbox.providers;
  const add = async (provider: 'tixngo' | 'oveit', credentials: object) => {
    const made = await house.ask('POST', '/v1/connections', { provider, label: provider, credentials }, token);
    return Connection.parse(made.body).id;
  };
  return { tixngo: await add('tixngo', tixngo.credentials), oveit: await add('oveit', oveit.credentials) };
}

describe(
  'the worker is nobody’s confused deputy: Google hears nothing of a spreadsheet the caller has not proved',
  PATIENCE,
  () => {
    it('whatever route is asked by an admin of the same team who has not opened that spreadsheet', async () => {
      const ids = await prepare();
      await joinAsAdmin(house, 'colleague', 'colleague@example.org');
      const token = await house.sandbox.google.idToken({ email: 'colleague@example.org', sub: 'colleague' });
      expect(await tryEverything(ids, token, WHOLE_TEAM)).toEqual([]);
    });

    it('whatever route is asked by the owner, a day after their proof', async () => {
      const ids = await prepare();
      await house.database.db
        .updateTable('proofs')
        .set({ proved_until: new Date(0) })
        .execute();
      const token = await house.sandbox.google.idToken({ email: OWNER });
      expect(await tryEverything(ids, token, WHOLE_TEAM)).toEqual([]);
    });

    it('whatever route is asked by a stranger with a team and a spreadsheet of their own', async () => {
      const ids = await prepare();
      const token = await house.sandbox.google.idToken({ email: 'mallory@example.org' });
      expect(await tryEverything(ids, token)).toEqual([]);
    });

    it('also when such an admin deletes the whole team', async () => {
      const ids = await prepare();
      await joinAsAdmin(house, 'colleague', 'colleague@example.org');
      const token = await house.sandbox.google.idToken({ email: 'colleague@example.org', sub: 'colleague' });
      const { name } = await house.database.db.selectFrom('workspaces').select('name').executeTakeFirstOrThrow();
      recorder.requests.length = 0;
      expect((await house.ask('DELETE', '/v1/workspace', { name }, token)).status).toBe(200);
      await sleep(100);
      expect(recorder.requests.flatMap(about(ids.googleId))).toEqual([]);
    });

    it('but of what they have proved, by the very same requests', async () => {
      const ids = await prepare();
      const own = await accountsOf(await house.sandbox.google.idToken({ email: OWNER }));
      const reached: string[] = [];
      for (const operation of await operationsOf(house)) {
        const name = `${operation.method} ${operation.path}`;
        if (!Object.hasOwn(BODIES, name)) continue;
        // Google's pace is kept elsewhere; here it would only make the test slow
        await house.database.db.deleteFrom('rate_buckets').execute();
        recorder.requests.length = 0;
        for (const { method, path, body } of attemptsOf(operation, ids, own)) await house.ask(method, path, body);
        await sleep(50);
        if (recorder.requests.some((request) => about(ids.googleId)(request).length > 0)) reached.push(name);
      }
      const asking = ['POST /v1/reports/preview', 'POST /v1/reports/preflight', 'POST /v1/reports/{id}/runs'];
      expect(reached).toEqual(expect.arrayContaining(asking));
    });

    it('and every route that takes a body says what it can name', async () => {
      await prepare();
      const missing = (await operationsOf(house)).flatMap(({ method, path, takesBody }) => {
        const name = `${method} ${path}`;
        return takesBody && !Object.hasOwn(BODIES, name) && !NAMES_NO_SPREADSHEET.includes(name) ? [name] : [];
      });
      expect(missing, 'say in deputy.ts what the bodies of these routes can name').toEqual([]);
    });
  },
);

describe('a person who may not edit a spreadsheet any more', () => {
  it('loses its reports at the next proof', async () => {
    const { googleId, spreadsheet, report } = await prepare();
    const { google } = house.sandbox;
    const bob = 'bob@example.org';
    const token = await google.idToken({ email: bob });
    const permissions = google.files.get(googleId)?.permissions ?? [];
    google.files.setPermissions(googleId, [
      ...permissions,
      { id: 'bob', type: 'user', role: 'writer', emailAddress: bob },
    ]);
    const mark = async () => {
      const asked = await house.ask('POST', '/v1/spreadsheets', { spreadsheetId: googleId }, token);
      const { proof } = Spreadsheet.parse(asked.body);
      const actor = { email: bob, scopes: ['https://www.googleapis.com/auth/spreadsheets'] };
      const { key: metadataKey = '', value: metadataValue = '' } = proof ?? {};
      const developerMetadata = { metadataKey, metadataValue, visibility: 'DOCUMENT', location: { spreadsheet: true } };
      const requests = [{ createDeveloperMetadata: { developerMetadata } }];
      google.files.open(actor, googleId, 'write').batchUpdate(actor, { requests });
    };
    const prove = async () => await house.ask('POST', `/v1/spreadsheets/${spreadsheet}/proof`, undefined, token);
    const start = async () => await house.ask('POST', `/v1/reports/${report}/runs`, undefined, token);
    await mark();
    expect((await prove()).status).toBe(200);
    expect((await house.ask('GET', `/v1/reports/${report}`, undefined, token)).status).toBe(200);
    google.files.setPermissions(
      googleId,
      (google.files.get(googleId)?.permissions ?? []).map((line) =>
        line.id === 'bob' ? { ...line, role: 'reader' } : line,
      ),
    );
    await house.database.db
      .updateTable('proofs')
      .set({ proved_until: new Date(0) })
      .execute();
    await expect(mark()).rejects.toThrow('permission');
    expect(await prove()).toMatchObject({ status: 409, body: { code: 'proof-missing' } });
    expect((await house.ask('GET', `/v1/reports/${report}`, undefined, token)).status).toBe(404);
    expect((await start()).status).toBe(404);
  });
});
