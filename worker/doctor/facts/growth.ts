import type { Bounds, SeenTab } from '../sheet/answers.ts';
import { cellsOf, type Bench, type Change, type Scratch } from '../sheet/bench.ts';
import { same, seen, type Fact, type Mark } from './fact.ts';
import { insertRows, put, range } from './requests.ts';

const ROWS = [
  ['Name', 'Count'],
  ['a', 1],
  ['b', 2],
  ['c', 3],
  ['d', 4],
];
const SOURCE = [0, 5, 0, 2] as const;

type Grown = {
  readonly id: string;
  readonly what: string;
  readonly mark: Mark;
  readonly how: string;
  readonly make: (tab: Scratch, bench: Bench) => Change[];
  readonly find: (tab: SeenTab, bench: Bench, scratch: Scratch) => Promise<Bounds | undefined> | Bounds | undefined;
};

/** Two rows are inserted before the last one, as a refresh does: from five rows there must be seven. */
const grows = ({ id, what, mark, how, make, find }: Grown): Fact => ({
  id,
  sentence: `${what} grows when rows are inserted before its last one`,
  mark,
  usedIn: ['worker/sheets/layout.ts', 'worker/sheets/layout-append.ts'],
  how: `${how} over rows 1 to 5, insertDimension of two rows before row 5; its range`,
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, put(tab, [0, 0], ROWS), ...make(tab, bench)]);
    await bench.change([insertRows(tab, 4, 6)]);
    const found = await find(await bench.look(tab, [12, 6]), bench, tab);
    return seen(
      found?.endRowIndex === 7,
      found === undefined ? 'it is gone' : `rows ${found.startRowIndex + 1} to ${found.endRowIndex ?? 'open'}`,
    );
  },
});

const sourceOf = (tab: Scratch, left: number) => ({ sourceRange: { sources: [range(tab, [0, 5, left, left + 1])] } });

const chartOf = (tab: Scratch): Change => ({
  addChart: {
    chart: {
      spec: {
        title: 'Doctor',
        basicChart: {
          chartType: 'COLUMN',
          headerCount: 1,
          domains: [{ domain: sourceOf(tab, 0) }],
          series: [{ series: sourceOf(tab, 1), targetAxis: 'LEFT_AXIS' }],
        },
      },
      position: { overlayPosition: { anchorCell: { sheetId: tab.sheetId, rowIndex: 0, columnIndex: 3 } } },
    },
  },
});

const pivotOf = (tab: Scratch): Change => {
  const pivotTable = {
    source: range(tab, SOURCE),
    rows: [{ sourceColumnOffset: 0, sortOrder: 'ASCENDING', showTotals: true }],
    values: [{ sourceColumnOffset: 1, summarizeFunction: 'SUM' }],
  };
  return {
    updateCells: { range: range(tab, [0, 1, 4, 5]), rows: [{ values: [{ pivotTable }] }], fields: 'pivotTable' },
  };
};

const named: Fact = {
  ...grows({
    id: '',
    what: 'A named range',
    mark: 'seen by others',
    how: 'a name',
    make: () => [],
    find: () => undefined,
  }),
  id: 'namedRangeGrows',
  async attempt(bench) {
    const tab = bench.tab();
    const name = bench.name();
    await bench.change([tab.add, { addNamedRange: { namedRange: { name, range: range(tab, SOURCE) } } }]);
    await bench.change([insertRows(tab, 4, 6)]);
    const found = (await bench.book()).namedRanges.find((one) => one.name === name);
    if (found) await bench.change([{ deleteNamedRange: { namedRangeId: found.namedRangeId } }]);
    return seen(found?.range?.endRowIndex === 7, `rows 1 to ${found?.range?.endRowIndex ?? 'none'}`);
  },
};

const formula: Fact = {
  ...named,
  id: 'formulaGrows',
  sentence: 'A formula over the rows grows when rows are inserted before its last one',
  how: '=SUM(B2:B5), insertDimension of two rows before row 5; the formula',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, put(tab, [0, 0], ROWS), put(tab, [0, 3], [[{ formula: '=SUM(B2:B5)' }]])]);
    await bench.change([insertRows(tab, 4, 6)]);
    const cell = cellsOf(await bench.look(tab, [12, 6]))[0]?.[3];
    return same(cell?.userEnteredValue?.formulaValue, '=SUM(B2:B7)');
  },
};

const formats: Fact = {
  id: 'insertedRowsTakeFormats',
  sentence: 'Inserted rows take the number formats of the row below when inheritFromBefore is false',
  mark: 'inferred',
  usedIn: ['worker/sheets/dress.ts', 'worker/sheets/sync/sync-formats.ts'],
  how: 'a number format in rows 2 to 5, insertDimension before row 5; the formats of the new rows',
  switch: 'insertedRowsTakeFormats',
  async attempt(bench) {
    const tab = bench.tab();
    const cell = { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.000' } } };
    const fields = 'userEnteredFormat.numberFormat';
    await bench.change([
      tab.add,
      put(tab, [0, 0], ROWS),
      { repeatCell: { range: range(tab, [1, 5, 1, 2]), cell, fields } },
    ]);
    await bench.change([insertRows(tab, 4, 6), put(tab, [4, 1], [[8], [9]])]);
    const cells = cellsOf(await bench.look(tab, [12, 6]));
    return same(
      [4, 5].map((row) => cells[row]?.[1]?.userEnteredFormat?.numberFormat?.pattern),
      ['0.000', '0.000'],
    );
  },
};

const rule = (tab: Scratch): Change => ({
  addConditionalFormatRule: {
    rule: {
      ranges: [range(tab, SOURCE)],
      booleanRule: {
        condition: { type: 'NOT_BLANK' },
        format: { backgroundColor: { red: 0.9, green: 0.95, blue: 1 } },
      },
    },
    index: 0,
  },
});

export const GROWTH_FACTS: readonly Fact[] = [
  grows({
    id: 'chartGrows',
    what: 'The source of a chart',
    mark: 'weak',
    how: 'addChart',
    make: (tab) => [chartOf(tab)],
    find: ({ charts }) => charts[0]?.spec?.basicChart?.series[0]?.series?.sourceRange?.sources[0],
  }),
  grows({
    id: 'pivotGrows',
    what: 'The source of a pivot table',
    mark: 'weak',
    how: 'a pivot table',
    make: (tab) => [pivotOf(tab)],
    find: (tab) => cellsOf(tab)[0]?.[4]?.pivotTable?.source,
  }),
  named,
  grows({
    id: 'filterGrows',
    what: 'A basic filter',
    mark: 'weak',
    how: 'setBasicFilter',
    make: (tab) => [{ setBasicFilter: { filter: { range: range(tab, SOURCE) } } }],
    find: ({ basicFilter }) => basicFilter?.range,
  }),
  grows({
    id: 'protectedRangeGrows',
    what: 'A protected range',
    mark: 'inferred',
    how: 'addProtectedRange',
    make: (tab) => [{ addProtectedRange: { protectedRange: { range: range(tab, SOURCE) } } }],
    find: ({ protectedRanges }) => protectedRanges[0]?.range,
  }),
  grows({
    id: 'conditionalFormatGrows',
    what: 'A conditional format',
    mark: 'inferred',
    how: 'addConditionalFormatRule',
    make: (tab) => [rule(tab)],
    find: ({ conditionalFormats }) => conditionalFormats[0]?.ranges[0],
  }),
  formula,
  formats,
];
