import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rig, textColumns } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const SOURCES = ['a', 'b', 'c'];

type Step =
  | { kind: 'publish'; columns: number; rows: (number | null)[]; staged: boolean }
  | { kind: 'sort'; column: number; order: 'ASCENDING' | 'DESCENDING' }
  | { kind: 'insert'; dimension: 'ROWS' | 'COLUMNS'; at: number }
  | { kind: 'move'; from: number; to: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('publish' as const),
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.array(fc.option(fc.nat(4)), { minLength: 3, maxLength: 3 }),
    staged: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('sort' as const),
    column: fc.nat(6),
    order: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    dimension: fc.constantFrom('ROWS' as const, 'COLUMNS' as const),
    at: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('move' as const), from: fc.nat(5), to: fc.nat(5) }),
);

/** What a person does in the browser; what the grid does not allow is not done. */
function edit(id: string, sheetId: number, one: Exclude<Step, { kind: 'publish' }>): void {
  try {
    rig.edit(id, [requestOf(sheetId, one)]);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ApiError') throw error;
  }
}

function requestOf(sheetId: number, one: Exclude<Step, { kind: 'publish' }>): object {
  if (one.kind === 'sort') {
    const range = { sheetId, startRowIndex: 1 };
    return { sortRange: { range, sortSpecs: [{ dimensionIndex: one.column, sortOrder: one.order }] } };
  }
  if (one.kind === 'insert') {
    const range = { sheetId, dimension: one.dimension, startIndex: one.at, endIndex: one.at + 1 };
    return { insertDimension: { range } };
  }
  const source = { sheetId, dimension: 'COLUMNS', startIndex: one.from, endIndex: one.from + 1 };
  return { moveDimension: { source, destinationIndex: one.to } };
}

/** The list as people see it: by source the rows with their key, cells under their titles; also where each source begins. */
async function seen(id: string): Promise<{ order: string[]; rows: Map<string, Record<string, unknown>> }> {
  const [header = [], ...lines] = await rig.values(id);
  const rows = lines.map((line) => {
    const cells = header.map((title, at) => [String(title), line[at] ?? ''] as const);
    return Object.fromEntries(cells.filter(([title]) => title !== ''));
  });
  const ours = rows.filter((row) => row['Willcall key'] !== '');
  const keys = ours.map((row) => String(row['Willcall key']));
  expect(new Set(keys).size).toBe(keys.length);
  const order = keys.map((key) => key[0] ?? '').filter((source, at, all) => source !== all[at - 1]);
  return { order, rows: new Map(keys.map((key, at) => [key, ours[at] ?? {}])) };
}

it('whatever people sort, insert and move, rows of a source that failed stay and those of the others are new', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const id = rig.book();
      const expected = new Map<string, Record<string, unknown>>();
      let sheetId: number | null = null;
      for (const [index, one] of [
        { kind: 'publish', columns: 2, rows: [3, 2, 2], staged: false } as const,
        ...steps,
      ].entries()) {
        if (one.kind !== 'publish') {
          edit(id, sheetId ?? 0, one);
          continue;
        }
        const columns = textColumns(one.columns);
        const sources = SOURCES.map((source, at) => {
          const count = one.rows[at] ?? null;
          if (count === null) return { id: source, rows: null, keys: [] };
          const rows = Array.from({ length: count }, (_, row) =>
            columns.map(({ title }) => `${source}${index} ${row} ${title}`),
          );
          return { id: source, rows, keys: rows.map((_, row) => `${row}`) };
        });
        const done = await rig.publish(id, { columns, sources, ...(one.staged ? { maxBytes: 80 } : {}) });
        sheetId = done.sheetId;
        expectAfter(
          expected,
          columns.map(({ title }) => title),
          sources,
        );
        const { order, rows } = await seen(id);
        expect(rows).toEqual(expected);
        expect(done.rows).toBe(expected.size);
        expect(order).toEqual(SOURCES.filter((source) => [...expected.keys()].some((key) => key.startsWith(source))));
      }
    }),
    { numRuns: 60, seed: 20_270_521 },
  );
}, 120_000);

/** Works out what the list should hold now. */
function expectAfter(
  expected: Map<string, Record<string, unknown>>,
  titles: string[],
  sources: { id: string; rows: string[][] | null }[],
): void {
  for (const { id, rows } of sources) {
    for (const [key, row] of expected) {
      if (!key.startsWith(id)) continue;
      if (rows === null)
        expected.set(
          key,
          cellsOf(titles, (title) => row[title] ?? '', key),
        );
      else expected.delete(key);
    }
    for (const [at, row] of (rows ?? []).entries()) {
      const key = `${id}:${at}`;
      expected.set(
        key,
        cellsOf(titles, (_, column) => row[column] ?? '', key),
      );
    }
  }
}

function cellsOf(titles: string[], cell: (title: string, at: number) => unknown, key: string): Record<string, unknown> {
  return { ...Object.fromEntries(titles.map((title, at) => [title, cell(title, at)])), 'Willcall key': key };
}
