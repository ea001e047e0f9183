import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ERRORS } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Run } from '../../shared/api.ts';
import type { IdTokenOverrides } from '../../sandbox/google/identity.ts';
import { errorOf, EVENT, OWNER, openHouse, shareWith, type Answer, type House } from './house.ts';

let house: House;
let googleId: string;
let spreadsheet: string;
let connectionId: string;
let before: string;

beforeAll(async () => {
  house = await openHouse();
  googleId = house.book();
  spreadsheet = await house.link(googleId);
  connectionId = await house.connect();
  // the team's own key for disguising ids is made when something is read for the first time
  const { sources, dataset, columns } = report();
  await house.ask('POST', '/v1/reports/preview', { sources, dataset, columns });
}, 60_000);
afterAll(async () => await house.close());
beforeEach(async () => {
  before = await house.settled();
  house.changed.length = 0;
});

const scope = { appId: 'demo-app', eventId: EVENT };
const asking = (of: Record<string, string>, who = connectionId) => ({ sources: [{ connectionId: who, scope: of }] });
const report = () => ({
  name: 'Tickets',
  sources: [{ connectionId, scope }],
  dataset: 'tickets',
  columns: [],
  destination: { spreadsheet, tab: 'Tickets' },
  writeMode: 'replace',
});

/** What the organizer reads: what is wrong, and what to do next. */
const sentenceOf = (code: ErrorCode, message: string) => `${message} ${ERRORS[code].next}`;

/** That Willcall cannot write there any more is noted with the spreadsheet. */
const withoutNote = (dump: string) => dump.replace(/"unshared_(since|why)":(null|"[^"]*")/g, '');

async function expectUnchanged(): Promise<void> {
  expect(house.changed).toEqual([]);
  expect(withoutNote(await house.settled())).toBe(withoutNote(before));
}

async function expectRefused(answer: Answer, code: ErrorCode, says: RegExp): Promise<void> {
  const { code: got, message } = errorOf(answer);
  expect({ status: answer.status, code: got }).toEqual({ status: ERRORS[code].status, code });
  expect(message).toMatch(/^[A-Z].*\.$/s);
  expect(sentenceOf(got, message)).toMatch(says);
  await expectUnchanged();
}

describe('who is asking', () => {
  const cases: [string, IdTokenOverrides][] = [
    ['a token that ran out', { expiresInS: -120 }],
    ["another program's token", { audience: 'somebody-else.apps.googleusercontent.com' }],
    ["another issuer's token", { issuer: 'https://accounts.example.org' }],
    ['a token signed by somebody else', { key: 'foreign' }],
    ['an address Google has not verified', { emailVerified: false }],
    ['a token that does not say whether the address is verified', { claims: { email_verified: undefined } }],
  ];
  it.each(cases)('%s: signed in again, nothing changed', async (_, overrides) => {
    const token = await house.sandbox.google.idToken({ email: OWNER }, overrides);
    const answer = await house.ask('POST', '/v1/reports', report(), token);
    await expectRefused(answer, 'unauthorized', /Google did not confirm who is asking\..*sign in again/i);
  });
});

describe('a body', () => {
  const post = (path: string, body: unknown) => house.ask('POST', path, body);
  it('that is no JSON', async () => {
    await expectRefused(await post('/v1/reports', '{"name": "Tickets",}'), 'malformed-request', /not JSON/);
  });
  it('with a field nobody knows, in it or in a part of it', async () => {
    const answer = await post('/v1/reports', { ...report(), colour: 'red' });
    await expectRefused(answer, 'invalid-request', /no field "colour"/);
    const inner = await post('/v1/reports', { ...report(), destination: { spreadsheet, tab: 'T', sheet: 1 } });
    await expectRefused(inner, 'invalid-request', /no field "destination\.sheet"/);
  });
  it('without the app ID, with an unknown scope field, without an event', async () => {
    for (const path of ['/v1/reports', '/v1/reports/preview']) {
      const { name: _, destination: __, writeMode: ___, ...question } = report();
      const base = path === '/v1/reports' ? report() : question;
      const missing = await post(path, { ...base, ...asking({ eventId: EVENT }) });
      await expectRefused(missing, 'invalid-request', /App ID/);
      const blank = await post(path, { ...base, ...asking({ eventId: EVENT, appId: '  ' }) });
      await expectRefused(blank, 'invalid-request', /App ID/);
      const unknown = await post(path, { ...base, ...asking({ ...scope, colour: 'red' }) });
      await expectRefused(unknown, 'invalid-request', /"colour"/);
      const noEvent = await post(path, { ...base, ...asking({ appId: 'demo-app' }) });
      await expectRefused(noEvent, 'invalid-request', /Event/);
    }
  });
  it('with columns that do not exist; a long name is not repeated whole', async () => {
    const answer = await post('/v1/reports', { ...report(), columns: ['x'.repeat(100_000)] });
    await expectRefused(answer, 'invalid-request', /columns.*xxx/i);
    expect(errorOf(answer).message.length).toBeLessThan(300);
  });
  it('for an account without its key, or with a field that no form asks for', async () => {
    const account = (credentials: object) => post('/v1/connections', { provider: 'tixngo', label: 'Box', credentials });
    await expectRefused(await account({ email: 'a@example.org' }), 'invalid-request', /API key/);
    const odd = await account({ email: 'a@example.org', apiKey: 'k', ['y'.repeat(5000)]: 'z' });
    await expectRefused(odd, 'invalid-request', /no field "yyy/);
    expect(errorOf(odd).message.length).toBeLessThan(300);
  });
  it.each(['a'.repeat(101), '   ', 'Tick\nets', 'T\u0007'])('with a tab name Google refuses (%j)', async (tab) => {
    const answer = await post('/v1/reports', { ...report(), destination: { spreadsheet, tab } });
    await expectRefused(answer, 'invalid-request', /"destination\.tab"/);
  });
});

describe('a body over 1 MB', () => {
  const big = JSON.stringify({ ...report(), name: 'n'.repeat(1_100_000) });

  /** Sends it in chunks, so that its length is not known before its end. */
  async function sendChunked(): Promise<Answer> {
    const token = await house.sandbox.google.idToken({ email: OWNER });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return await new Promise((resolve, reject) => {
      const sent = request(`${house.url}/v1/reports`, { method: 'POST', headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => void (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
      });
      sent.on('error', reject);
      for (let at = 0; at < big.length; at += 100_000) sent.write(big.slice(at, at + 100_000));
      sent.end();
    });
  }

  it('is refused by its content-length', async () => {
    await expectRefused(await house.ask('POST', '/v1/reports', big), 'payload-too-large', /1 MB/);
  });
  it('is refused without a content-length', async () => {
    await expectRefused(await sendChunked(), 'payload-too-large', /1 MB/);
  });
});

describe('a spreadsheet that is not linked', () => {
  const to = (id: string) =>
    house.ask('POST', '/v1/reports', { ...report(), destination: { spreadsheet: id, tab: 'T' } });
  const NOT_LINKED = /not linked this spreadsheet.*Link this spreadsheet/s;

  it('gets no report: neither one that does not exist nor one that waits for its proof', async () => {
    await expectRefused(await to('00000000-0000-4000-8000-000000000000'), 'spreadsheet-not-linked', NOT_LINKED);
    const begun = await house.ask('POST', '/v1/spreadsheets', { spreadsheetId: house.book() });
    before = await house.settled();
    house.changed.length = 0;
    const { id } = begun.body as { id: string };
    await expectRefused(await to(id), 'spreadsheet-not-linked', NOT_LINKED);
    const unshared = await house.ask('POST', `/v1/spreadsheets/${id}/proof`);
    await expectRefused(unshared, 'spreadsheet-not-shared', /not shared with Willcall.*Share the spreadsheet/s);
  });
  it('is not refreshed by somebody who has not linked it themselves', async () => {
    const { id } = await house.report({ ...asking(scope), destination: { spreadsheet, tab: 'Mine' } });
    before = await house.settled();
    const stranger = await house.sandbox.google.idToken({ email: 'stranger@example.org' });
    await expectRefused(await house.ask('POST', `/v1/reports/${id}/runs`, undefined, stranger), 'not-found', /report/);
    await expectRefused(await house.ask('POST', '/v1/reports', report(), stranger), 'forbidden', /members of a team/);
    await house.database.db
      .updateTable('proofs')
      .set({ proved_until: new Date(0) })
      .execute();
    before = await house.settled();
    await expectRefused(await house.ask('POST', `/v1/reports/${id}/runs`), 'spreadsheet-not-linked', NOT_LINKED);
    await house.database.db
      .updateTable('proofs')
      .set({ proved_until: new Date(Date.now() + 3_600_000) })
      .execute();
  });
});

describe('a refresh', () => {
  /** The run fails with this code and sentence; tab and database (but for the run itself) stay as they were. */
  async function expectFailed(reportId: string, code: ErrorCode, says: RegExp): Promise<Run> {
    before = await house.settled();
    house.changed.length = 0;
    const run = await house.refresh(reportId);
    const status = code === 'tab-protected' ? 'held' : 'failed';
    expect(run).toMatchObject({ status, error: { code }, generation: null, sheetId: null });
    const message = run.error?.message ?? '';
    expect(message).toMatch(/^[A-Z].*\.$/s);
    expect(sentenceOf(code, message)).toMatch(says);
    await expectUnchanged();
    const kept = await house.database.db
      .selectFrom('runs')
      .select('page_key')
      .where('id', '=', run.id)
      .executeTakeFirst();
    expect(kept).toEqual({ page_key: null });
    return run;
  }
  /** Without the tab "Willcall", which tells a moment after the run that it wrote nothing. */
  async function into(tab: string, book = googleId) {
    const linked = await house.link(book);
    await house.ask('PATCH', `/v1/spreadsheets/${linked}`, { statusTab: false });
    return await house.report({ ...asking(scope), destination: { spreadsheet: linked, tab } });
  }

  it('of an event the ticketing system does not know', async () => {
    const eventId = 'no-such-event';
    const { id } = await house.report({
      ...asking({ ...scope, eventId }),
      destination: { spreadsheet, tab: 'A' },
    });
    await expectFailed(
      id,
      'provider-not-found',
      /TIXNGO does not know.*no-such-event.*Check the event and the app ID/s,
    );
    const { name: _, destination: __, writeMode: ___, ...question } = { ...report(), ...asking({ ...scope, eventId }) };
    before = await house.settled();
    const preview = await house.ask('POST', '/v1/reports/preview', question);
    await expectRefused(preview, 'provider-not-found', /TIXNGO does not know.*no-such-event/s);
  });
  it('of an app ID the ticketing system does not know', async () => {
    const { id } = await house.report({
      ...asking({ ...scope, appId: 'other-app' }),
      destination: { spreadsheet, tab: 'A' },
    });
    await expectFailed(id, 'provider-not-found', /other-app/);
  });
  it('with a wrong key', async () => {
    const wrong = await house.connect('a-wrong-key-0123456789');
    const { id } = await house.report({ ...asking(scope, wrong), destination: { spreadsheet, tab: 'A' } });
    const says = /TIXNGO does not accept the credentials of the ticketing account "Box".*Enter new credentials/s;
    const { error } = await expectFailed(id, 'provider-auth', says);
    expect(error?.message).not.toContain('a-wrong-key');
    await expectRefused(await house.ask('POST', `/v1/connections/${wrong}/test`), 'provider-auth', says);
  });
  it('into a spreadsheet that was deleted', async () => {
    const book = house.book();
    const { id } = await into('Tickets', book);
    house.sandbox.google.files.delete(book);
    await expectFailed(id, 'spreadsheet-gone', /does not exist any more.*Choose another/s);
  });
  it('into a spreadsheet that is shared with Willcall no longer', async () => {
    const book = house.book();
    const { id } = await into('Tickets', book);
    shareWith(house.sandbox, book, '', null);
    await expectFailed(id, 'spreadsheet-not-shared', /not shared with Willcall.*as an editor/s);
  });
  it('into a tab that is protected', async () => {
    const book = house.book();
    const { id } = await into('Tickets', book);
    const first = await house.refresh(id);
    expect(first).toMatchObject({ status: 'done', generation: 1 });
    const range = { sheetId: first.sheetId };
    house.edit(book, [{ addProtectedRange: { protectedRange: { range, editors: { users: [OWNER] } } } }]);
    await expectFailed(id, 'tab-protected', /"Tickets" is protected.*Remove the protection, or add/s);
  });
  it('into a tab that is protected before the first refresh', async () => {
    const book = house.book();
    house.edit(book, [
      { addSheet: { properties: { sheetId: 7, title: 'Tickets' } } },
      { addProtectedRange: { protectedRange: { range: { sheetId: 7 }, editors: { users: [OWNER] } } } },
    ]);
    await expectFailed((await into('Tickets', book)).id, 'tab-protected', /"Tickets" is protected/);
  });
  it('into a spreadsheet of 10,000,000 cells', async () => {
    const book = house.book();
    const gridProperties = { rowCount: 9_974, columnCount: 1000 };
    house.edit(book, [{ addSheet: { properties: { title: 'Full', gridProperties } } }]);
    await expectFailed((await into('Tickets', book)).id, 'no-free-cells', /10,000,000.*Delete tabs/s);
  });
  it('into a tab that holds something else', async () => {
    const book = house.book();
    const rows = [{ values: [{ userEnteredValue: { stringValue: 'my own list' } }] }];
    const start = { sheetId: 0, rowIndex: 4, columnIndex: 3 };
    house.edit(book, [
      { addSheet: { properties: { sheetId: 7, title: 'Tickets' } } },
      { updateCells: { start: { ...start, sheetId: 7 }, rows, fields: 'userEnteredValue' } },
    ]);
    await expectFailed((await into('tickets', book)).id, 'tab-occupied', /"Tickets" already holds.*another tab name/s);
  });
});
