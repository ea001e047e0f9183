import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Erasure, ErasureList, PersonFound } from '../../shared/erasure.ts';
import { Deleted, Report, ReportList, type ReportInput } from '../../shared/api.ts';
import { EVENT, openHouse, type House } from './house.ts';

const COLUMNS = ['ticketId', 'eventName', 'ownerFirstName', 'ownerLastName', 'ownerEmail', 'status'];

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());
/** Lists of other tests would be looked through too. */
afterEach(async () => {
  const { reports } = await house.call('GET', '/v1/reports', ReportList);
  for (const { id } of reports) await house.call('DELETE', `/v1/reports/${id}`, Deleted);
});

type Setting = { googleId: string; spreadsheet: string; reportId: string; tab: string };

async function setUp(change: Partial<ReportInput> = {}): Promise<Setting> {
  const googleId = house.book();
  const spreadsheet = await house.link(googleId);
  const connectionId = await house.connect();
  const tab = 'Tickets';
  const sources = [{ connectionId, scope: { appId: 'demo-app', eventId: EVENT } }];
  const report = await house.report({ sources, columns: COLUMNS, destination: { spreadsheet, tab }, ...change });
  return { googleId, spreadsheet, reportId: report.id, tab };
}

const Cells = z.array(z.array(z.unknown()));

/** Rows by title of their columns. */
function rowsOf({ googleId, tab }: Setting, title = tab): Record<string, string>[] {
  const [header = [], ...rows] = Cells.parse(house.cells(googleId, title));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [String(name), String(row[at] ?? '')])));
}

/** A guest with an address nobody else has. */
function someGuest(setting: Setting): Record<string, string> {
  const rows = rowsOf(setting).filter((row) => row['E-mail']);
  const address = (row: Record<string, string>) => row['E-mail']?.toLowerCase();
  const found = rows.find((row) => rows.filter((other) => address(other) === address(row)).length === 1);
  if (!found) throw new Error('nobody is there once');
  return found;
}

async function erase(body: unknown): Promise<Erasure> {
  // Google's pace is kept elsewhere
  await house.database.db.deleteFrom('rate_buckets').execute();
  const { status, body: answer } = await house.ask('POST', '/v1/people/erasures', body);
  expect({ status, answer }).toMatchObject({ status: 202 });
  return Erasure.parse(answer);
}

describe('somebody who is erased', () => {
  for (const writeMode of ['sync', 'replace', 'append'] as const) {
    it(`is gone from the tab and stays gone after the next refresh, others untouched: ${writeMode}`, async () => {
      const setting = await setUp({ writeMode });
      await house.refresh(setting.reportId);
      const before = rowsOf(setting);
      const guest = someGuest(setting);
      const email = guest['E-mail'] ?? '';
      const done = await erase({ person: { email: email.toUpperCase() } });
      expect(done).toMatchObject({ state: 'done', by: 'email' });
      const place = done.places.find(({ reportId }) => reportId === setting.reportId);
      expect(place).toMatchObject({ kind: 'list', tab: 'Tickets', state: 'done', rows: 1, cells: 3, problem: null });
      const blank = (row: Record<string, string>) =>
        row['Ticket ID'] === guest['Ticket ID'] ? { ...row, 'First name': '', 'Last name': '', 'E-mail': '' } : row;
      expect(rowsOf(setting)).toEqual(before.map(blank));
      const again = await house.refresh(setting.reportId);
      expect(again.status).toBe('done');
      const now = rowsOf(setting);
      expect(now.filter((row) => row['E-mail'] === email)).toEqual([]);
      expect(now.length).toBe(writeMode === 'append' ? before.length * 2 : before.length);
      if (writeMode !== 'append') expect(now).toEqual(before.map(blank));
      expect(JSON.stringify(house.cells(setting.googleId, 'Tickets'))).not.toContain(email);
    }, 60_000);
  }
});

describe('a report whose time is over', () => {
  it('is cleared of its personal columns, notes stay, and later refreshes leave them blank', async () => {
    const setting = await setUp();
    await house.refresh(setting.reportId);
    const before = rowsOf(setting);
    await house.call('PATCH', `/v1/reports/${setting.reportId}`, Report, { retention: { until: '2020-01-01' } });
    await expect
      .poll(async () => (await receipts()).find(({ places }) => isOf(places, setting))?.state, { timeout: 20_000 })
      .toBe('done');
    const blank = (row: Record<string, string>) => ({ ...row, 'First name': '', 'Last name': '', 'E-mail': '' });
    expect(rowsOf(setting)).toEqual(before.map(blank));
    const run = await house.refresh(setting.reportId);
    expect(run).toMatchObject({ status: 'done', hold: null });
    expect(rowsOf(setting)).toEqual(before.map(blank));
    const report = await house.call('PATCH', `/v1/reports/${setting.reportId}`, Report, { retention: null });
    expect(report).toMatchObject({ retention: null, retentionDue: null, clearedAt: null });
    await house.refresh(setting.reportId);
    expect(rowsOf(setting)).toEqual(before);
  }, 60_000);
});

async function receipts(): Promise<Erasure[]> {
  const { erasures } = await house.call('GET', '/v1/people/erasures', ErasureList);
  return erasures.filter(({ kind }) => kind === 'retention');
}

const isOf = (places: Erasure['places'], { reportId }: Setting) => places.some((one) => one.reportId === reportId);

describe('everything that can hold somebody', () => {
  it('is found with all its cells, and cleared: Removed tab, what changed, notes beside; others stay', async () => {
    const setting = await setUp({ writeMode: 'sync', writing: { changeLogRuns: 5, guard: null } });
    await house.refresh(setting.reportId);
    const guest = someGuest(setting);
    const row = rowsOf(setting).findIndex((one) => one['Ticket ID'] === guest['Ticket ID']);
    await note(setting, row + 1, 'sits with the band');
    await note(setting, row + 2, 'somebody else');
    // nobody passes the filter: all guests leave, and what changed is told
    await house.call('PATCH', `/v1/reports/${setting.reportId}`, Report, { filters: { text: 'nobody is called so' } });
    await house.refresh(setting.reportId);
    const removed = 'Removed from Tickets';
    const before = rowsOf(setting, removed).length;
    const person = { email: guest['E-mail'] ?? '' };
    const found = await house.call('POST', '/v1/people/search', PersonFound, person);
    const here = found.finds.filter(({ reportId }) => reportId === setting.reportId);
    expect(new Set(here.map(({ kind }) => kind))).toEqual(new Set(['removed', 'changes']));
    const find = here.find(({ kind }) => kind === 'removed');
    expect(find?.columns).toContainEqual({ id: 'ownerEmail', title: 'E-mail', value: guest['E-mail'] });
    expect(find?.beside.map(({ value }) => value)).toContain('sits with the band');
    const done = await erase({ person });
    expect(done.state).toBe('done');
    const text = JSON.stringify([
      house.cells(setting.googleId, removed),
      house.cells(setting.googleId, 'Tickets – changes'),
    ]);
    for (const gone of [guest['E-mail'], 'sits with the band']) expect(text).not.toContain(gone);
    expect(text).toContain('somebody else');
    expect(rowsOf(setting, removed)).toHaveLength(before);
    // all come back, this one without what was theirs
    await house.call('PATCH', `/v1/reports/${setting.reportId}`, Report, { filters: {} });
    await house.refresh(setting.reportId);
    const again = rowsOf(setting).find((one) => one['Ticket ID'] === guest['Ticket ID']);
    expect(again).toMatchObject({ 'First name': '', 'Last name': '', 'E-mail': '' });
    expect(JSON.stringify(house.cells(setting.googleId, 'Tickets'))).toContain('somebody else');
  }, 90_000);

  it('keeps no address in the database or the log', async () => {
    const setting = await setUp();
    await house.refresh(setting.reportId);
    const email = someGuest(setting)['E-mail'] ?? '';
    await erase({ person: { email } });
    expect(await house.dump()).not.toContain(email);
    expect(house.lines.join('\n')).not.toContain(email);
  }, 60_000);

  it('can be shown again once somebody lifts it', async () => {
    const setting = await setUp();
    await house.refresh(setting.reportId);
    const before = rowsOf(setting);
    const { id } = await erase({ person: { email: someGuest(setting)['E-mail'] ?? '' } });
    expect(rowsOf(setting)).not.toEqual(before);
    const lifted = await house.call('DELETE', `/v1/people/erasures/${id}`, Erasure);
    expect(lifted).toMatchObject({ state: 'lifted', remembered: 0 });
    await house.refresh(setting.reportId);
    expect(rowsOf(setting)).toEqual(before);
  }, 60_000);
});

const reportOf = async ({ reportId }: Setting) => await house.call('GET', `/v1/reports/${reportId}`, Report);

/** The organizer writes beside a row, in a column of their own right of ours. */
async function note(setting: Setting, row: number, text: string): Promise<void> {
  const [header = []] = Cells.parse(house.cells(setting.googleId, setting.tab));
  const at = header.includes('Notes') ? header.indexOf('Notes') : header.length;
  const sheetId = (await reportOf(setting)).lastRun?.sheetId;
  const cell = (value: string, place: number) => ({
    updateCells: {
      start: { sheetId, rowIndex: place, columnIndex: at },
      rows: [{ values: [{ userEnteredValue: { stringValue: value } }] }],
      fields: 'userEnteredValue',
    },
  });
  const room = header.includes('Notes') ? [] : [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } }];
  house.edit(setting.googleId, [...room, cell('Notes', 0), cell(text, row)]);
}
