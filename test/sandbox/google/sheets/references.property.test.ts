import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFiles } from '../../../../sandbox/google/file-store.ts';
import type { Workbook } from '../../../../sandbox/google/sheets/workbook.ts';
import { columnLetters } from '../../../../sandbox/google/values/a1.ts';

type Side = 'ROWS' | 'COLUMNS';
type Change =
  | { readonly kind: 'insert'; readonly side: Side; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly side: Side; readonly at: number; readonly count: number }
  | { readonly kind: 'move'; readonly side: Side; readonly at: number; readonly count: number; readonly to: number }
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'copy' };

/** Lines of a tab by names that never change, and what each range still covers of them: no arithmetic of bounds. */
class Model {
  readonly lines: Record<Side, number[]>;
  readonly ranges: Record<Side, number[]>[];
  #next = 1000;

  constructor(rows: number, columns: number, ranges: Record<Side, readonly [number, number]>[]) {
    this.lines = {
      ROWS: Array.from({ length: rows }, (_, index) => index),
      COLUMNS: Array.from({ length: columns }, (_, index) => index),
    };
    this.ranges = ranges.map((one) => ({
      ROWS: this.lines.ROWS.slice(...one.ROWS),
      COLUMNS: this.lines.COLUMNS.slice(...one.COLUMNS),
    }));
  }

  insert(side: Side, at: number, fresh: readonly number[]): void {
    const lines = this.lines[side];
    const [before, after] = [lines[at - 1], lines[at]];
    for (const range of this.ranges) {
      const covered = range[side];
      if (before === undefined || after === undefined || !covered.includes(before) || !covered.includes(after))
        continue;
      covered.splice(covered.indexOf(after), 0, ...fresh);
    }
    lines.splice(at, 0, ...fresh);
  }

  remove(side: Side, gone: readonly number[], keep: readonly Record<Side, number[]>[] = []): void {
    this.lines[side] = this.lines[side].filter((line) => !gone.includes(line));
    for (const range of this.ranges) {
      if (!keep.includes(range)) range[side] = range[side].filter((line) => !gone.includes(line));
    }
  }

  apply(change: Change): void {
    if (change.kind === 'rename' || change.kind === 'copy') return;
    const { side, at, count } = change;
    const lines = this.lines[side];
    if (change.kind === 'insert')
      return this.insert(
        side,
        at,
        Array.from({ length: count }, () => this.#next++),
      );
    const named = lines.slice(at, at + count);
    if (change.kind === 'delete') return this.remove(side, named);
    const along = this.ranges.filter(
      (range) => range[side].length > 0 && range[side].every((line) => named.includes(line)),
    );
    const follower = lines[change.to];
    this.remove(side, named, along);
    const left = this.lines[side];
    const kept = along.map((range) => ({ range, covered: range[side] }));
    for (const { range } of kept) range[side] = [];
    this.insert(side, follower === undefined ? left.length : left.indexOf(follower), named);
    for (const { range, covered } of kept) range[side] = covered;
  }

  /** The reference as a formula prints it. */
  reference(index: number): string {
    const range = this.ranges[index];
    const [rows = [], columns = []] = [range?.ROWS, range?.COLUMNS];
    if (rows.length === 0 || columns.length === 0) return '#REF!';
    const corner = (column: number | undefined, row: number | undefined) =>
      columnLetters(this.lines.COLUMNS.indexOf(column ?? -1)) + String(this.lines.ROWS.indexOf(row ?? -1) + 1);
    return `${corner(columns[0], rows[0])}:${corner(columns.at(-1), rows.at(-1))}`;
  }
}

const size = { ROWS: 12, COLUMNS: 6 } as const;
const people = { email: 'desk@example.com', scopes: [] };
const name = (title: string) => (/^\w+$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`);

/** What a number in [0, 1) chooses of so many. */
const pick = (share: number, count: number) => Math.min(count - 1, Math.floor(share * count));

const share = fc.integer({ min: 0, max: 999 }).map((part) => part / 1000);
const sides = fc.constantFrom<Side>('ROWS', 'COLUMNS');
const drawn = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'delete', 'move', 'rename', 'copy'),
  side: sides,
  at: share,
  count: share,
  to: share,
});

/** A change that fits the tab as it is now; `undefined` when there is none of this kind. */
function fitting(
  model: Model,
  { kind, side, at, count, to }: { kind: string; side: Side; at: number; count: number; to: number },
): Change | undefined {
  const total = model.lines[side].length;
  if (kind === 'rename') return { kind, title: `List ${Math.floor(to * 1000)}'s` };
  if (kind === 'copy') return { kind };
  if (kind === 'insert') return { kind, side, at: pick(at, total), count: 1 + pick(count, 3) };
  if (total < 3) return undefined;
  const start = pick(at, total - 1);
  const length = 1 + pick(count, Math.min(4, total - start - 1));
  if (kind === 'delete') return { kind, side, at: start, count: length };
  const places = Array.from({ length: total + 1 }, (_, index) => index).filter(
    (one) => one < start || one > start + length,
  );
  const place = places[pick(to, places.length)];
  return place === undefined ? undefined : { kind: 'move', side, at: start, count: length, to: place };
}

function requestOf(change: Change): object {
  if (change.kind === 'rename') {
    return { updateSheetProperties: { properties: { sheetId: 0, title: change.title }, fields: 'title' } };
  }
  const cell = (row: number) => ({
    sheetId: 7,
    startRowIndex: row,
    endRowIndex: row + 1,
    startColumnIndex: 0,
    endColumnIndex: 1,
  });
  if (change.kind === 'copy')
    return { copyPaste: { source: cell(0), destination: cell(90), pasteType: 'PASTE_VALUES' } };
  const range = { sheetId: 0, dimension: change.side, startIndex: change.at, endIndex: change.at + change.count };
  if (change.kind === 'insert') return { insertDimension: { range } };
  if (change.kind === 'delete') return { deleteDimension: { range } };
  return { moveDimension: { source: range, destinationIndex: change.to } };
}

function spreadsheet(model: Model): Workbook {
  const { workbook } = createFiles({ now: () => 0 }).create(people.email, 'Guests');
  const gridProperties = { rowCount: size.ROWS, columnCount: size.COLUMNS };
  const cell = (formulaValue: string) => ({ values: [{ userEnteredValue: { formulaValue } }] });
  workbook.batchUpdate(people, {
    requests: [
      {
        updateSheetProperties: {
          properties: { sheetId: 0, gridProperties },
          fields: 'gridProperties(rowCount,columnCount)',
        },
      },
      { addSheet: { properties: { sheetId: 7, title: 'Totals' } } },
      {
        updateCells: {
          start: { sheetId: 7 },
          rows: model.ranges.map((_, index) => cell(`=COUNTA(Sheet1!${model.reference(index)})`)),
          fields: 'userEnteredValue',
        },
      },
      ...model.ranges.map((range, index) => ({
        addNamedRange: {
          namedRange: {
            namedRangeId: `n${index}`,
            name: `Name_${index}`,
            range: {
              sheetId: 0,
              startRowIndex: range.ROWS[0],
              endRowIndex: (range.ROWS.at(-1) ?? 0) + 1,
              startColumnIndex: range.COLUMNS[0],
              endColumnIndex: (range.COLUMNS.at(-1) ?? 0) + 1,
            },
          },
        },
      })),
    ],
  });
  return workbook;
}

const extent = (count: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: count - 1 }), fc.integer({ min: 1, max: count }))
    .map(([start, length]): [number, number] => [start, Math.min(count, start + length)]);
const ranges = fc.array(fc.record({ ROWS: extent(size.ROWS), COLUMNS: extent(size.COLUMNS) }), {
  minLength: 1,
  maxLength: 6,
});

describe('any order of insertions, deletions, moves and new titles', () => {
  it('leaves formulas and named ranges on the same cells, in one batch or in many', () => {
    fc.assert(
      fc.property(ranges, fc.array(fc.array(drawn, { maxLength: 8 }), { maxLength: 4 }), (covered, batches) => {
        const model = new Model(size.ROWS, size.COLUMNS, covered);
        const workbook = spreadsheet(model);
        let title = 'Sheet1';
        for (const batch of batches) {
          const requests = batch.flatMap((one) => {
            const change = fitting(model, one);
            if (!change) return [];
            model.apply(change);
            title = change.kind === 'rename' ? change.title : title;
            return [requestOf(change)];
          });
          if (requests.length > 0) workbook.batchUpdate(people, { requests });
        }
        const shown = workbook.getValues(`Totals!A1:A${covered.length}`, { valueRenderOption: 'FORMULA' }).values;
        const expected = covered.map((_, index) => model.reference(index));
        expect(shown?.flat()).toEqual(
          expected.map((one) => (one === '#REF!' ? '=COUNTA(#REF!)' : `=COUNTA(${name(title)}!${one})`)),
        );
        const named = new Map(workbook.get(people).namedRanges?.map((one) => [one.name, one.range]));
        for (const [index, one] of expected.entries()) {
          const range = named.get(`Name_${index}`);
          expect(range === undefined).toBe(one === '#REF!');
          if (range)
            expect([(range.startRowIndex ?? 0) + 1, range.endRowIndex]).toEqual(one.match(/\d+/g)?.map(Number));
        }
      }),
      { numRuns: 400 },
    );
  });
});
