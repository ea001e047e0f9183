import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { AS_OF, Board, lineOf } from './board.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const REPORTS = ['r-0', 'r-1', 'r-2'] as const;

type Publish = { kind: 'publish' | 'fail'; report: number };
type Edit =
  | { kind: 'sort'; column: number; descending: boolean }
  | { kind: 'insert' | 'delete' | 'copy'; row: number }
  | { kind: 'insert column' | 'move column'; column: number }
  | { kind: 'rename' | 'note' };
type Step = Publish | Edit;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('publish' as const, 'fail' as const), report: fc.nat(2) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('sort' as const), column: fc.nat(5), descending: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert' as const, 'delete' as const, 'copy' as const),
      row: fc.nat(5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert column' as const, 'move column' as const),
      column: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('rename' as const, 'note' as const) }) },
);

/** The tab found by what it says, whatever it is called now. */
async function find(board: Board): Promise<{ sheetId: number; title: string; columns: number }> {
  const { sheets } = await board.book();
  const properties = sheets.map((sheet) => sheet.properties).find(({ title }) => title.startsWith('W'));
  if (!properties) throw new Error('there is no status tab');
  return { ...properties, columns: properties.gridProperties?.columnCount ?? 0 };
}

function requestOf(one: Edit, { sheetId, columns }: { sheetId: number; columns: number }, at: number): object {
  const all = { startColumnIndex: 0, endColumnIndex: columns };
  switch (one.kind) {
    case 'sort': {
      const sortOrder = one.descending ? 'DESCENDING' : 'ASCENDING';
      const sortSpecs = [{ dimensionIndex: one.column, sortOrder }];
      return { sortRange: { range: { sheetId, startRowIndex: 1, ...all }, sortSpecs } };
    }
    case 'insert':
      return { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: one.row, endIndex: one.row + 1 } } };
    case 'delete':
      return { deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: one.row, endIndex: one.row + 1 } } };
    case 'copy': {
      const source = { sheetId, startRowIndex: one.row, endRowIndex: one.row + 1, ...all };
      const destination = { sheetId, startRowIndex: 9, endRowIndex: 10, ...all };
      return { copyPaste: { source, destination, pasteType: 'PASTE_NORMAL' } };
    }
    case 'insert column': {
      const range = { sheetId, dimension: 'COLUMNS', startIndex: one.column, endIndex: one.column + 1 };
      return { insertDimension: { range } };
    }
    case 'move column': {
      const source = { sheetId, dimension: 'COLUMNS', startIndex: one.column, endIndex: one.column + 1 };
      return { moveDimension: { source, destinationIndex: 0 } };
    }
    case 'rename':
      return { updateSheetProperties: { properties: { sheetId, title: `W${at}` }, fields: 'title' } };
    case 'note': {
      const start = { sheetId, rowIndex: 12, columnIndex: 0 };
      const rows = [{ values: [{ userEnteredValue: { stringValue: `mine ${at}` } }] }];
      return { updateCells: { start, rows, fields: 'userEnteredValue' } };
    }
  }
}

/** What each report's lines say, by the report's id, and how many notes of people there are. */
async function read(board: Board): Promise<{ lines: Map<string, string[]>; mine: number }> {
  const shown = await board.shown((await find(board)).title);
  const lines = new Map<string, string[]>();
  for (const row of shown) {
    const id = row.find((cell) => /^r-\d$/.test(cell));
    if (id === undefined) continue;
    const said = row.filter((cell) => cell !== '').toSorted();
    lines.set(id, [...(lines.get(id) ?? []), said.join('|')]);
  }
  return { lines, mine: shown.flat().filter((cell) => cell.startsWith('mine')).length };
}

/** Publishes for one report, or tells that it failed, and holds the tab against what it was. */
async function publishAndCompare(board: Board, { kind, report: index }: Publish, at: number): Promise<void> {
  const report = REPORTS[index] ?? 'r-0';
  const before = await read(board);
  const said = kind === 'fail' ? { asOf: null, rows: null } : { asOf: AS_OF, rows: 1000 + at };
  await board.publish(lineOf(report, { state: `State ${at}`, ...said }));
  const { lines, mine } = await read(board);
  expect(lines.get(report)).toHaveLength(1);
  expect(lines.get(report)?.[0]).toContain(`State ${at}`);
  if (kind === 'publish') expect(lines.get(report)?.[0]).toContain((1000 + at).toLocaleString('en-US'));
  for (const other of REPORTS) if (other !== report) expect(lines.get(other)).toEqual(before.lines.get(other));
  expect(mine).toBe(before.mine);
}

/** In the end each list has one line, and the names that nobody deleted with their cells show their own. */
async function settle(board: Board): Promise<void> {
  for (const [at, report] of REPORTS.entries()) await board.publish(lineOf(report, { rows: at + 1 }));
  expect([...(await read(board)).lines.values()].map((list) => list.length)).toEqual([1, 1, 1]);
  for (const [name, value] of Object.entries(await board.named())) {
    const report = /r_(\d)(?:_\d+)?_rows$/.exec(name)?.[1];
    if (report !== undefined) expect(Number(value)).toBe(Number(report) + 1);
  }
}

it('whatever people do to the tab, a publish brings its own line up to date, once, and touches nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const board = new Board(rig);
      for (const report of REPORTS) await board.publish(lineOf(report));
      for (const [at, one] of steps.entries()) {
        if ('report' in one) await publishAndCompare(board, one, at);
        else rig.edit(board.id, [requestOf(one, await find(board), at)]);
      }
      await settle(board);
    }),
    { numRuns: 15, seed: 20_270_301 },
  );
}, 120_000);
