import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rig } from '../rig.ts';
import { changed, LogBook } from './log-book.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

type Step =
  | { kind: 'run'; changes: number }
  | { kind: 'sort'; column: number }
  | { kind: 'insert' | 'delete'; row: number }
  | { kind: 'rename' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('run' as const), changes: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sort' as const), column: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('insert' as const, 'delete' as const), row: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const) }) },
);

function requestOf(one: Exclude<Step, { kind: 'run' }>, sheetId: number): object {
  if (one.kind === 'rename')
    return { updateSheetProperties: { properties: { sheetId, title: 'Tickets, log' }, fields: 'title' } };
  if (one.kind === 'sort') {
    const range = { sheetId, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 6 };
    return { sortRange: { range, sortSpecs: [{ dimensionIndex: one.column, sortOrder: 'DESCENDING' }] } };
  }
  const range = { sheetId, dimension: 'ROWS', startIndex: one.row, endIndex: one.row + 1 };
  return one.kind === 'insert' ? { insertDimension: { range } } : { deleteDimension: { range } };
}

function edit(id: string, request: object): void {
  try {
    rig.edit(id, [request]);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ApiError') throw error;
  }
}

function keysOf(rows: string[][]): string[] {
  return rows.map((row) => row[1] ?? '').filter((key) => /^\d+\/\d+$/.test(key));
}

/** A run with some changes; of the lines before, only those of runs that are too old may go. */
async function runAndCompare(book: LogBook, run: number, changes: number, runs: number[]): Promise<void> {
  const before = await book.shown();
  const own = Array.from({ length: changes }, (_, at) => `${run}/${at}`);
  await book.write(
    own.map((key) => changed(key, 'a', 'b')),
    { runId: String(run) },
  );
  const after = await book.shown();
  // of runs whose lines people deleted nothing is known, so older ones may stay instead
  const known = new Set(keysOf(before).map(runOf));
  const kept = [...runs.filter((one) => known.has(one)), ...(changes > 0 ? [run] : [])].slice(-3);
  const stays = (key: string) => changes === 0 || kept.includes(runOf(key));
  const old = keysOf(after).filter((key) => !own.includes(key));
  expect(old).toEqual(keysOf(before).filter(stays));
  expect(keysOf(after).filter((key) => own.includes(key))).toEqual(own);
  expect(mine(after)).toBe(mine(before));
  if (changes > 0) runs.push(run);
}

function runOf(key: string): number {
  return Number(key.split('/')[0]);
}

function mine(rows: string[][]): number {
  return rows.flat().filter((cell) => cell === 'mine').length;
}

it('whatever people do to the log, a run adds its own lines, takes only those of old runs and leaves notes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const book = new LogBook(rig);
      await book.write([changed('0/0', 'a', 'b')], { runId: '0' });
      const { sheetId } = await book.sheet();
      const note = [{ values: [{ userEnteredValue: { stringValue: 'mine' } }] }];
      rig.edit(book.id, [{ appendCells: { sheetId, rows: note, fields: 'userEnteredValue' } }]);
      const runs = [0];
      for (const [index, one] of steps.entries()) {
        if (one.kind === 'run') await runAndCompare(book, index + 1, one.changes, runs);
        else edit(book.id, requestOf(one, sheetId));
      }
    }),
    { numRuns: 15, seed: 20_270_302 },
  );
}, 120_000);
