import { isSheetError } from '../../sheets/sheet-error.ts';
import { a1 } from '../../sheets/a1.ts';
import { cellsOf, valueOf } from '../sheet/bench.ts';
import { same, seen, shown, type Fact } from './fact.ts';
import { put, range } from './requests.ts';

const ranges: Fact = {
  id: 'answerHoldsRanges',
  sentence: 'A write answers the cells of responseRanges as they are right after it, and only these',
  mark: 'unsure',
  usedIn: ['worker/sheets/client.ts', 'worker/sheets/sync/write-sync.ts'],
  how: 'updateCells with includeSpreadsheetInResponse, responseIncludeGridData and the range B2:B3; its answer',
  switch: 'answerHoldsRanges',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([
      tab.add,
      put(
        tab,
        [0, 0],
        [
          ['no', 'no'],
          ['no', 'old'],
          ['no', 'old'],
        ],
      ),
    ]);
    const responseRanges = [a1(tab.title, [1, 3], [1, 2])];
    const { updatedSpreadsheet } = await bench.change([put(tab, [1, 1], [['new'], ['too']])], { responseRanges });
    const grids = (updatedSpreadsheet?.sheets ?? []).flatMap(({ data }) => data);
    const cells = grids.flatMap(({ rowData }) => rowData.map(({ values }) => values.map(valueOf)));
    const [first] = grids;
    const place = first === undefined ? 'nothing' : `row ${first.startRow + 1}, column ${first.startColumn + 1}`;
    return seen(shown(cells) === shown([['new'], ['too']]) && place === 'row 2, column 2', `${place}: ${shown(cells)}`);
  },
};

const filtered: Fact = {
  id: 'boxesAreRead',
  sentence: 'values:batchGetByDataFilter reads boxes of a tab and tells where each begins',
  mark: 'inferred',
  usedIn: ['worker/sheets/client.ts', 'worker/sheets/sync/read-lines.ts'],
  how: 'two boxes of a tab; the ranges and values it answers',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([
      tab.add,
      put(
        tab,
        [0, 0],
        [
          ['a', 'b'],
          ['c', '=1+2'],
        ],
      ),
    ]);
    const boxes = [range(tab, [0, 1, 0, 1]), range(tab, [1, 2, 1, 2])];
    const { valueRanges } = await bench.readFiltered(boxes);
    const found = valueRanges.map(({ valueRange }) => [
      valueRange.range.replace(/^.*!/, '').replace(/:.*/, ''),
      valueRange.values[0]?.[0],
    ]);
    return same(
      found.toSorted(([a], [b]) => String(a).localeCompare(String(b))),
      [
        ['A1', 'a'],
        ['B2', '=1+2'],
      ],
    );
  },
};

const past: Fact = {
  id: 'readsPastTheGridAreRefused',
  sentence: 'Reading rows that are not there is refused',
  mark: 'seen by others',
  usedIn: ['worker/sheets/publish-job.ts', 'worker/sheets/sync/publish-sync.ts'],
  how: 'a tab of 10 rows, get of row 40',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add]);
    try {
      await bench.readPast(tab, 39);
      return seen(false, 'answered as if it were blank');
    } catch (error) {
      if (!isSheetError(error, 'bad-request')) throw error;
      return seen(true, error.message);
    }
  },
};

const whole: Fact = {
  id: 'callsAreAllOrNothing',
  sentence: 'When one change of a call is refused, none is made',
  mark: 'seen by others',
  usedIn: ['worker/sheets/swap.ts', 'worker/sheets/sync/write-sync.ts'],
  how: 'a text and a deleteSheet of a tab that is not there, in one call; read',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add]);
    const refused = await bench.refusal([
      put(tab, [0, 0], [['no']]),
      { updateSheetProperties: { properties: { sheetId: tab.sheetId, title: '' }, fields: 'title' } },
    ]);
    const cells = cellsOf(await bench.look(tab));
    return seen(
      refused !== null && cells.length === 0,
      `${refused?.message ?? 'taken'}; cells ${shown(cells.map((row) => row.map(valueOf)))}`,
    );
  },
};

export const ANSWER_FACTS: readonly Fact[] = [ranges, filtered, past, whole];
