import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Report, Run, Spreadsheet } from '../../shared/api.ts';
import { Preflight, RunChanges } from '../../shared/changes.ts';
import { openHouse, type House } from './house.ts';

let house: House;
let book: string;
let report: Report;
beforeAll(async () => {
  house = await openHouse();
  book = house.book();
  const spreadsheet = await house.link(book);
  report = await house.report({
    destination: { spreadsheet, tab: 'Guests' },
    columns: ['ticketId', 'status', 'seatRow'],
    writeMode: 'sync',
  });
}, 60_000);
afterAll(async () => await house.close());

const cells = () => house.cells(book, 'Guests');
const width = () => cells()[0]?.length ?? 0;
const changes = async ({ id }: Run) => await house.call('GET', `/v1/runs/${id}/changes`, RunChanges);
async function ordered(order: object): Promise<Run> {
  await house.database.db.deleteFrom('rate_buckets').execute();
  const { id } = await house.call('POST', `/v1/reports/${report.id}/runs`, Run, order);
  return await expect
    .poll(async () => await house.call('GET', `/v1/runs/${id}`, Run), { timeout: 20_000 })
    .toMatchObject({ finishedAt: expect.any(String) })
    .then(async () => await house.call('GET', `/v1/runs/${id}`, Run));
}
async function sheetId(): Promise<number> {
  return (await house.call('GET', `/v1/reports/${report.id}`, Report)).lastRun?.sheetId ?? -1;
}
const write = async (row: number, column: number, stringValue: string) => {
  const start = { sheetId: await sheetId(), rowIndex: row, columnIndex: column };
  const rows = [{ values: [{ userEnteredValue: { stringValue } }] }];
  house.edit(book, [{ updateCells: { start, rows, fields: 'userEnteredValue' } }]);
};

describe('a report that keeps notes', () => {
  it('tells before the first refresh what it would take, and is then as told', async () => {
    const told = await house.call('POST', '/v1/reports/preflight', Preflight, { reportId: report.id });
    expect(told).toMatchObject({ tab: 'new', atomic: true, notices: [] });
    const run = await house.refresh(report.id);
    expect(run).toMatchObject({ status: 'done', hold: null, queue: null });
    expect(run.changes).toMatchObject({ added: run.rows, changed: 0, removed: 0, atomic: true });
    expect(cells()).toHaveLength(run.rows + 1);
    expect((await changes(run)).summary).toEqual(run.changes);
  });

  it('writes no row when nothing changed, and leaves a note where it is', async () => {
    house.edit(book, [{ appendDimension: { sheetId: await sheetId(), dimension: 'COLUMNS', length: 1 } }]);
    await write(1, width(), 'my note');
    const before = cells();
    const run = await house.refresh(report.id);
    expect(run.changes).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: run.rows });
    expect((await changes(run)).changes).toEqual([]);
    expect(cells()).toEqual(before);
  });

  it('lists cells people edited without writing, and writes them anew when told to', async () => {
    const before = cells();
    await write(2, 1, 'mine');
    const listed = await ordered({ repair: 'list' });
    expect(listed).toMatchObject({ status: 'done', changes: { edited: 1 }, generation: null });
    expect((await changes(listed)).changes).toMatchObject([{ kind: 'edited', columns: ['status'] }]);
    expect(cells()[2]?.[1]).toBe('mine');
    expect(await ordered({ repair: 'undo' })).toMatchObject({ status: 'done', changes: { edited: 1 } });
    expect(cells()).toEqual(before);
  });

  it('is held when its key column is gone, and written anew when told to', async () => {
    const key = cells()[0]?.indexOf('Willcall key') ?? -1;
    const range = { sheetId: await sheetId(), dimension: 'COLUMNS', startIndex: key, endIndex: key + 1 };
    house.edit(book, [{ deleteDimension: { range } }]);
    const before = cells();
    expect(await house.refresh(report.id)).toMatchObject({ status: 'held', error: { code: 'key-column-gone' } });
    expect(cells()).toEqual(before);
    expect(await ordered({ rebuild: true })).toMatchObject({ status: 'done' });
    expect(cells()[0]).toContain('Willcall key');
    expect((await house.refresh(report.id)).changes).toMatchObject({ added: 0, removed: 0 });
  });

  it('is told of in the tab Willcall until that is switched off', async () => {
    expect(house.cells(book, 'Willcall')[1]).toEqual(expect.arrayContaining(['Guests']));
    const id = report.destination?.spreadsheet ?? '';
    await house.call('PATCH', `/v1/spreadsheets/${id}`, Spreadsheet, { statusTab: false });
    await vi.waitFor(() => expect(() => house.cells(book, 'Willcall')).toThrow('Unable to parse range'), 10_000);
  });
});
