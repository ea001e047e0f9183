import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Report, ReportList, Spreadsheet, type ReportInput } from '../../../shared/api.ts';
import { CopyMade, FoundCopy, type CopyInput, type SpreadsheetCopy } from '../../../shared/copies.ts';
import { Schedule } from '../../../shared/schedules.ts';
import { errorOf, EVENT, openHouse, OWNER, shareWith, type House } from '../../e2e/house.ts';

const NEW = 'autumn-lights-2027';
const NAMES = ['Door', 'VIP', 'Desk', 'Crew', 'Press', 'Log'];

let house: House;
/** The old spreadsheet with its six reports, refreshed. */
let old: { googleId: string; id: string; reports: Report[]; connection: string };

beforeAll(async () => {
  house = await openHouse();
  const googleId = house.book();
  house.sandbox.google.files.rename(googleId, 'Spring gala 2026');
  const id = await link(googleId);
  const connection = await house.connect();
  const reports: Report[] = [];
  for (const [at, name] of NAMES.entries()) reports.push(await house.report(input(name, at, { id, connection })));
  old = { googleId, id, reports, connection };
  for (const report of reports) await house.refresh(report.id);
}, 120_000);
afterAll(async () => await house.close());

function input(name: string, at: number, { id, connection }: { id: string; connection: string }): Partial<ReportInput> {
  const modes = ['sync', 'sync', 'replace', 'sync', 'sync', 'append'] as const;
  const { appId } = house.sandbox.providers.tixngo;
  return {
    name,
    sources: [{ connectionId: connection, scope: { appId, eventId: EVENT } }],
    columns: ['ticketId', 'status', 'ownerEmail'].slice(0, at === 1 ? 2 : 3),
    filters: at === 1 ? { status: ['valid'] } : {},
    destination: { spreadsheet: id, tab: name },
    writeMode: modes[at] ?? 'sync',
    writing: { changeLogRuns: at === 0 ? 3 : 0 },
    editors: at === 2 ? 'none' : 'refresh',
    retention: { daysAfterEvent: 7 + at },
  };
}

/** The organizer copies last year's file. @returns Google's id of the copy. */
function copyOf(googleId: string, title = 'Copy of Spring gala 2026'): string {
  return house.sandbox.google.files.copy(googleId, OWNER, title).id;
}

async function look(id: string): Promise<SpreadsheetCopy | null> {
  return (await house.call('GET', `/v1/spreadsheets/${id}/copy`, FoundCopy)).copy;
}

/** Links it; Google's pace is kept elsewhere. @returns our id. */
async function link(googleId: string): Promise<string> {
  await house.database.db.deleteFrom('rate_buckets').execute();
  return await house.link(googleId);
}

const chosen = ({ events }: SpreadsheetCopy, to = NEW): CopyInput['events'] =>
  events.map(({ connectionId, field, id }) => ({ connectionId, field, id, to }));

/** Somebody else, who can edit the spreadsheet, links it and asks. */
async function asOther(email: string, googleId: string) {
  await house.database.db.deleteFrom('rate_buckets').execute();
  const token = await house.sandbox.google.idToken({ email });
  const begun = Spreadsheet.parse(
    (await house.ask('POST', '/v1/spreadsheets', { spreadsheetId: googleId }, token)).body,
  );
  shareWith(house.sandbox, googleId, begun.writerEmail);
  const { key = '', value = '' } = begun.proof ?? {};
  const mark = { metadataKey: key, metadataValue: value, visibility: 'DOCUMENT', location: { spreadsheet: true } };
  house.edit(googleId, [{ createDeveloperMetadata: { developerMetadata: mark } }]);
  await house.ask('POST', `/v1/spreadsheets/${begun.id}/proof`, undefined, token);
  return {
    id: begun.id,
    ask: async (method: string, path: string, body?: unknown) => await house.ask(method, path, body, token),
  };
}

describe('a copied spreadsheet', () => {
  it('is recognised once it is linked: what it is a copy of, its lists, and their events', async () => {
    const copy = await look(await link(copyOf(old.googleId)));
    expect(copy).toMatchObject({ title: 'Spring gala 2026', by: 'marks' });
    expect(copy?.lists.map(({ name, tab }) => [name, tab])).toEqual(NAMES.map((name) => [name, name]));
    expect(copy?.lists[0]).toMatchObject({
      reportId: old.reports[0]?.id,
      dataset: 'tickets',
      writeMode: 'sync',
      schedule: null,
    });
    expect(copy?.events).toEqual([
      expect.objectContaining({
        connectionId: old.connection,
        account: 'Box',
        field: 'eventId',
        id: EVENT,
        lists: old.reports.map(({ id }) => id),
      }),
    ]);
  });

  it('is set up with the same reports for another event, and each goes on in the tab that came along', async () => {
    const googleId = copyOf(old.googleId);
    const id = await link(googleId);
    house.edit(googleId, [
      {
        updateSheetProperties: {
          properties: { sheetId: sheetIdOf(googleId, 'Door'), title: 'Door 2027' },
          fields: 'title',
        },
      },
    ]);
    const [sourceSheetId, newSheetName] = [sheetIdOf(googleId, 'VIP'), 'VIP as of Monday'];
    house.edit(googleId, [{ duplicateSheet: { sourceSheetId, newSheetId: 4711, newSheetName } }]);
    const before = NAMES.map((tab) => house.cells(old.googleId, tab));
    const copy = await look(id);
    if (!copy) throw new Error('not recognised');
    const { reports } = await house.call('POST', `/v1/spreadsheets/${id}/copy`, CopyMade, { events: chosen(copy) });
    expect(reports).toHaveLength(6);
    for (const [at, report] of reports.entries()) {
      const { name, columns, filters, writeMode, writing, editors, retention } = old.reports[at] ?? report;
      expect(report).toMatchObject({ name, columns, filters, writeMode, writing, editors, retention, lastRun: null });
      expect(report.sources[0]?.scope['eventId']).toBe(NEW);
      expect(report.destination).toEqual({ spreadsheet: id, tab: at === 0 ? 'Door 2027' : name });
    }
    expect(await look(id)).toBeNull();
    const tabs = tabsOf(googleId);
    for (const report of reports.slice(0, 3))
      expect(await house.refresh(report.id)).toMatchObject({ status: 'done', hold: null });
    expect(tabsOf(googleId).filter((title) => !/^Removed from| – changes$/.test(title))).toEqual(tabs);
    expect(await look(id)).toBeNull();
    expect(house.cells(googleId, 'Door 2027')).toHaveLength(1251);
    expect(house.cells(googleId, 'Desk')).toHaveLength(1251);
    expect(house.cells(googleId, 'Removed from Door 2027').length).toBe(before[0]?.length);
    expect(NAMES.map((tab) => house.cells(old.googleId, tab))).toEqual(before);
  }, 60_000);

  it('is all or nothing: without an event, or with a list that is gone, nothing is made', async () => {
    const id = await link(copyOf(old.googleId));
    const copy = await look(id);
    if (!copy) throw new Error('not recognised');
    const count = async () => (await house.call('GET', '/v1/reports', ReportList)).reports.length;
    const before = await count();
    const path = `/v1/spreadsheets/${id}/copy`;
    const without = await house.ask('POST', path, { events: [] });
    expect([without.status, errorOf(without).message]).toEqual([422, expect.stringContaining(EVENT)]);
    const unknown = await house.ask('POST', path, { events: chosen(copy), lists: [randomUUID()] });
    expect([unknown.status, errorOf(unknown).code]).toEqual([409, 'conflict']);
    expect(await count()).toBe(before);
    const some = [old.reports[1]?.id, old.reports[3]?.id];
    const made = await house.call('POST', path, CopyMade, { events: chosen(copy), lists: some });
    expect(made.reports.map(({ name }) => name)).toEqual(['VIP', 'Crew']);
    expect((await look(id))?.lists.map(({ name }) => name)).toEqual(['Door', 'Desk', 'Press', 'Log']);
    const twice = await house.ask('POST', path, { events: chosen(copy), lists: some });
    expect(errorOf(twice).code).toBe('conflict');
  });

  it('brings schedules along, but for the days of the old event', async () => {
    const [door, vip, desk] = old.reports;
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const put = async (report: Report | undefined, body: object) =>
      await house.call('PUT', `/v1/reports/${report?.id}/schedule`, Schedule, { timeZone: 'Europe/Zurich', ...body });
    await put(door, { timing: { kind: 'daily', readyBy: '08:00' }, startDate: '2026-11-20', stopDate: '2099-12-31' });
    await put(vip, {
      timing: { kind: 'event', doors: `${inAMonth}T19:30`, fromMinutes: -120, untilMinutes: 60, everyMinutes: 15 },
    });
    await put(desk, { timing: { kind: 'every', minutes: 60 } });
    await house.ask('POST', `/v1/reports/${desk?.id}/schedule/pause`);
    const id = await link(copyOf(old.googleId));
    const copy = await look(id);
    if (!copy) throw new Error('not recognised');
    expect(copy.lists.slice(0, 3).map(({ schedule }) => schedule?.stays)).toEqual([true, false, true]);
    const { reports } = await house.call('POST', `/v1/spreadsheets/${id}/copy`, CopyMade, { events: chosen(copy) });
    const [first, second, third] = reports.map(({ schedule }) => schedule);
    expect(first).toMatchObject({ timing: { kind: 'daily' }, startDate: null, stopDate: null, paused: null });
    expect(second).toBeNull();
    expect(third).toMatchObject({ paused: { because: 'person' } });
    for (const { id: report } of old.reports.slice(0, 3)) await house.ask('DELETE', `/v1/reports/${report}/schedule`);
  });

  it('is recognised by the keys of its rows where Google left the marks out of the copy', async () => {
    const googleId = copyOf(old.googleId);
    const keys = ['report', 'column', 'row', 'status', 'names', 'side-column'].map((name) => `willcall.${name}`);
    const filters = keys.map((metadataKey) => ({ dataFilter: { developerMetadataLookup: { metadataKey } } }));
    house.edit(
      googleId,
      filters.map((deleteDeveloperMetadata) => ({ deleteDeveloperMetadata })),
    );
    const id = await link(googleId);
    const copy = await look(id);
    expect(copy).toMatchObject({ by: 'keys', title: 'Spring gala 2026' });
    expect(copy?.lists.map(({ name }) => name)).toEqual(NAMES);
    if (!copy) return;
    const lists = [old.reports[0]?.id ?? ''];
    const made = await house.call('POST', `/v1/spreadsheets/${id}/copy`, CopyMade, { events: chosen(copy), lists });
    expect(await house.refresh(made.reports[0]?.id ?? '')).toMatchObject({ status: 'done', hold: null });
    expect(house.cells(googleId, 'Door')).toHaveLength(1251);
    const stranger = await asOther('other@example.org', copyOf(googleId));
    expect((await stranger.ask('GET', `/v1/spreadsheets/${stranger.id}/copy`)).body).toEqual({ copy: null });
  }, 60_000);

  it('tells nobody of another team anything: it is as if it were no copy', async () => {
    const googleId = copyOf(old.googleId);
    const stranger = await asOther('stranger@example.org', googleId);
    const nothing = await stranger.ask('GET', `/v1/spreadsheets/${stranger.id}/copy`);
    expect(nothing).toEqual({ status: 200, body: { copy: null } });
    const plain = await asOther('stranger@example.org', house.book());
    expect(await plain.ask('GET', `/v1/spreadsheets/${plain.id}/copy`)).toEqual(nothing);
    const ids = old.reports.map(({ id }) => id);
    const asked = await Promise.all(
      [stranger, plain].map(
        async (one) => await one.ask('POST', `/v1/spreadsheets/${one.id}/copy`, { events: [], lists: ids }),
      ),
    );
    expect(asked.map(({ status }) => status)).toEqual([409, 409]);
    expect(new Set(asked.map((one) => errorOf(one).message)).size).toBe(1);
    // and the team that made the lists is told nothing of a spreadsheet others linked
    expect((await house.ask('GET', `/v1/spreadsheets/${stranger.id}/copy`)).status).toBe(404);
    expect((await house.ask('GET', `/v1/spreadsheets/${randomUUID()}/copy`)).status).toBe(404);
  });

  it('is recognised also when the old spreadsheet does not exist any more', async () => {
    const first = copyOf(old.googleId);
    const id = await link(first);
    const copy = await look(id);
    if (!copy) throw new Error('not recognised');
    await house.call('POST', `/v1/spreadsheets/${id}/copy`, CopyMade, {
      events: chosen(copy, EVENT),
      lists: [copy.lists[0]?.reportId],
    });
    const [report] = (await house.call('GET', '/v1/reports', ReportList)).reports.filter(
      ({ destination }) => destination?.spreadsheet === id,
    );
    if (!report) throw new Error('not made');
    await house.refresh(report.id);
    const second = copyOf(first, 'Third edition');
    house.sandbox.google.files.setTrashed(first, true);
    const found = await look(await link(second));
    expect(found?.lists.map(({ reportId }) => reportId)).toContain(report.id);
    await house.ask('DELETE', `/v1/spreadsheets/${id}?force=true`);
    const third = await look(await link(copyOf(second, 'Fourth edition')));
    expect(third?.lists.map(({ reportId }) => reportId)).not.toContain(report.id);
  });

  it('is written down, report by report', async () => {
    const rows = await house.database.db
      .selectFrom('audit_log')
      .select(['action', 'details'])
      .where('action', '=', 'report.created')
      .execute();
    const copies = rows.filter(({ details }) => JSON.stringify(details).includes('copyOf'));
    expect(copies.length).toBeGreaterThan(6);
  });
});

function sheetsOf(googleId: string) {
  const actor = { email: OWNER, scopes: ['https://www.googleapis.com/auth/spreadsheets'] };
  const { sheets = [] } = house.sandbox.google.files.open(actor, googleId, 'read').get(actor, {});
  return sheets.map(({ properties = {} }) => ({ title: properties.title ?? '', sheetId: properties.sheetId ?? 0 }));
}
const tabsOf = (googleId: string): string[] => sheetsOf(googleId).map(({ title }) => title);
const sheetIdOf = (googleId: string, title: string): number =>
  sheetsOf(googleId).find((one) => one.title === title)?.sheetId ?? -1;
