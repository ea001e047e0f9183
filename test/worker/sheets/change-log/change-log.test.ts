import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logLines } from '../../../../worker/sheets/change-log/lines.ts';
import { LOG_BOOK_FIELDS } from '../../../../worker/sheets/change-log/view.ts';
import { Rig } from '../rig.ts';
import { changed, LogBook } from './log-book.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const DATE = { type: 'DATE', pattern: 'd mmm yyyy' } as const;
const HEADER = ['Time', 'Key', 'Column', 'Old', 'New', 'Run'];
const TIME = '1 Mar 2027, 10:00';

describe('the tab of changes', () => {
  it('tells what changed, the newest run first, each value as it is', async () => {
    const book = new LogBook(rig);
    await book.write([changed('A-1', '0042', '=1+1'), { kind: 'added', key: 'A-2' }], { runId: 'first' });
    const dates = {
      kind: 'changed',
      key: 'A-1',
      column: 'Valid',
      before: 46_447,
      after: 46_448,
      format: DATE,
    } as const;
    const flag = { kind: 'changed', key: 'A-3', column: 'Paid', before: null, after: true } as const;
    await book.write([dates, flag, { kind: 'removed', key: 'A-9' }], { runId: 'second' });
    const shown = await book.shown();
    expect(shown[0]).toEqual(HEADER);
    expect(shown.slice(1).map((row) => row.slice(0, 5))).toEqual([
      [TIME, 'A-1', 'Valid', '1 Mar 2027', '2 Mar 2027'],
      [TIME, 'A-3', 'Paid', '', 'TRUE'],
      [TIME, 'A-9', '(left the report)', '', ''],
      [TIME, 'A-1', 'Status', '0042', '=1+1'],
      [TIME, 'A-2', '(new row)', '', ''],
    ]);
    expect(shown.slice(1).map((row) => row[5]?.slice(0, 2))).toEqual(['#2', '#2', '#2', '#1', '#1']);
  });

  it('costs nothing when nothing changed, and one read besides that of the spreadsheet when something did', async () => {
    const book = new LogBook(rig);
    const before = rig.requests.length;
    await book.write([]);
    expect(rig.requests.length).toBe(before);
    await book.write([changed('A-1', 'a', 'b')]);
    await book.write([changed('A-1', 'b', 'c')], { runId: 'next' });
    expect(rig.requests.slice(before)).toEqual(['GET ', 'POST :batchUpdate', 'GET ', 'GET ', 'POST :batchUpdate']);
  });

  it('tells the last runs and no more; what a run that is written in two goes did belongs together', async () => {
    const book = new LogBook(rig);
    for (const runId of ['1', '2', '3', '4']) await book.write([changed(runId, 'a', 'b')], { runId, runs: 2 });
    await book.write([changed('4 again', 'a', 'b')], { runId: '4', runs: 2 });
    expect((await book.told()).map(([key]) => key)).toEqual(['4 again', '4', '3']);
  });

  it('counts the cells it takes', async () => {
    const book = new LogBook(rig);
    const cellsOf = async () => {
      const { sheets } = await rig.client.get(book.id, { fields: LOG_BOOK_FIELDS });
      return sheets.reduce(
        (sum, { properties: { gridProperties: grid } }) => sum + (grid?.rowCount ?? 0) * (grid?.columnCount ?? 0),
        0,
      );
    };
    for (const [runId, count] of [
      ['1', 5],
      ['2', 3],
      ['3', 1],
    ] as const) {
      const before = await cellsOf();
      const entries = Array.from({ length: count }, (_, at) => changed(`${at}`, 'a', 'b'));
      expect(await book.write(entries, { runId, runs: 1 })).toBe((await cellsOf()) - before);
    }
  });

  it('is the own tab of each list, whatever people call it, and no copy', async () => {
    const book = new LogBook(rig);
    await book.write([changed('A-1', 'a', 'b')]);
    await book.write([changed('O-1', 'a', 'b')], { reportId: 'r-2' });
    expect(await rig.tabs(book.id)).toEqual(['Sheet1', 'Tickets – changes', 'Tickets – changes 2']);
    const { sheetId } = await book.sheet();
    rig.edit(book.id, [
      { updateSheetProperties: { properties: { sheetId, title: 'Tickets, log' }, fields: 'title' } },
      { duplicateSheet: { sourceSheetId: sheetId, newSheetName: 'Copy' } },
    ]);
    await book.write([changed('A-1', 'b', 'c')], { runId: 'next' });
    expect(await rig.shown(book.id, "'Tickets, log'")).toHaveLength(3);
    expect(await rig.shown(book.id, 'Copy')).toHaveLength(2);
    await book.write([changed('A-1', 'a', 'b')], { reportId: 'r-3', title: 'x'.repeat(100) });
    expect(await rig.tabs(book.id)).toContain(`${'x'.repeat(90)} – changes`);
  });

  it('finds its columns when people moved them, and brings the one of runs back', async () => {
    const book = new LogBook(rig);
    await book.write([changed('A-1', 'a', 'b')], { runId: '1' });
    const { sheetId } = await book.sheet();
    const dimension = 'COLUMNS';
    rig.edit(book.id, [
      { moveDimension: { source: { sheetId, dimension, startIndex: 5, endIndex: 6 }, destinationIndex: 0 } },
      { deleteDimension: { range: { sheetId, dimension, startIndex: 3, endIndex: 4 } } },
    ]);
    await book.write([changed('A-2', 'a', 'b')], { runId: '2', runs: 1 });
    expect((await book.shown()).map((row) => row.slice(1))).toEqual([
      ['Time', 'Key', 'Old', 'New'],
      [TIME, 'A-2', 'a', 'b'],
    ]);
    rig.edit(book.id, [{ deleteDimension: { range: { sheetId, dimension, startIndex: 0, endIndex: 1 } } }]);
    await book.write([changed('A-3', 'a', 'b')], { runId: '3', runs: 1 });
    const shown = await book.shown();
    expect(shown.map((row) => [row[1], row[4]?.slice(0, 2)])).toEqual([
      ['Key', 'Ru'],
      ['A-3', '#1'],
      ['A-2', undefined],
    ]);
  });
});

describe('the lines of a run', () => {
  const cells = Array.from({ length: 17_000 }, (_, at) => changed(`A-${at}`, 'a', 'b'));

  it('are at most 5,000, and the last one counts what is left out', () => {
    const lines = logLines(cells.slice(0, 5001));
    expect(lines).toHaveLength(5000);
    expect(lines.at(-1)?.[0]).toEqual({ userEnteredValue: { stringValue: 'and 2 more cells' } });
    expect(logLines(cells.slice(0, 5000)).at(-1)?.[0]).toEqual({ userEnteredValue: { stringValue: 'A-4999' } });
    const mixed = logLines([...cells, { kind: 'added', key: 'A-1' }]);
    expect(mixed.at(-1)?.[0]).toEqual({ userEnteredValue: { stringValue: 'and 12,002 more changes' } });
  });

  it('are never too much for one call, and a long text is cut', () => {
    const long = Array.from({ length: 5000 }, (_, at) => changed(`A-${at}`, '😀'.repeat(20_000), 'b'));
    const lines = logLines(long);
    expect(Buffer.byteLength(JSON.stringify(lines))).toBeLessThan(1_010_000);
    const text = lines[0]?.[2]?.userEnteredValue;
    expect(JSON.stringify(text)).toContain('😀… (cut)');
  });
});
