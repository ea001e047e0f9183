import { cellsOf, valueOf } from '../sheet/bench.ts';
import { same, type Fact } from './fact.ts';
import { paste, put, range } from './requests.ts';

const RULE = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'a' }, { userEnteredValue: 'b' }] } };

const normal: Fact = {
  id: 'pasteTakesEverything',
  sentence: 'PASTE_NORMAL takes value, note, format and data validation along, to another tab too',
  mark: 'unsure',
  usedIn: ['worker/sheets/plan-append.ts', 'worker/sheets/sync/removed-tab.ts', 'worker/sheets/sync/restore.ts'],
  how: 'a cell with all of these, copyPaste PASTE_NORMAL into another tab; read',
  async attempt(bench) {
    const [tab, from] = [bench.tab(), bench.tab()];
    const [source, target] = [range(from, [0, 1, 0, 1]), range(tab, [2, 3, 2, 3])];
    const cell = {
      userEnteredValue: { stringValue: '0042' },
      note: 'a note',
      userEnteredFormat: { numberFormat: { type: 'TEXT', pattern: '@' } },
      dataValidation: RULE,
    };
    const fields = 'userEnteredValue,note,userEnteredFormat.numberFormat,dataValidation';
    await bench.change([
      tab.add,
      from.add,
      { updateCells: { range: source, rows: [{ values: [cell] }], fields } },
      paste(source, target, 'PASTE_NORMAL'),
    ]);
    const found = cellsOf(await bench.look(tab))[2]?.[2];
    const parts = [
      valueOf(found),
      found?.note,
      found?.userEnteredFormat?.numberFormat?.type,
      found?.dataValidation !== undefined,
    ];
    return same(parts, ['0042', 'a note', 'TEXT', true]);
  },
};

const formula: Fact = {
  id: 'pasteFormulaMovesReferences',
  sentence: 'PASTE_FORMULA moves references along, as filling down by hand does',
  mark: 'seen by others',
  usedIn: ['worker/sheets/fill-down.ts'],
  how: '=B1*2 in row 1, copyPaste PASTE_FORMULA over rows 2 and 3; the formulas',
  switch: 'pasteFormulaMovesReferences',
  async attempt(bench) {
    const tab = bench.tab();
    const from = range(tab, [0, 1, 0, 1]);
    await bench.change([
      tab.add,
      put(
        tab,
        [0, 0],
        [
          [{ formula: '=B1*2' }, 1],
          [null, 2],
          [null, 3],
        ],
      ),
      paste(from, range(tab, [1, 3, 0, 1]), 'PASTE_FORMULA'),
    ]);
    const cells = cellsOf(await bench.look(tab));
    return same(
      [1, 2].map((row) => cells[row]?.[0]?.userEnteredValue?.formulaValue),
      ['=B2*2', '=B3*2'],
    );
  },
};

const validation: Fact = {
  id: 'pasteValidationLeavesValues',
  sentence: 'PASTE_DATA_VALIDATION brings the rule and leaves what the cells hold',
  mark: 'inferred',
  usedIn: ['worker/sheets/fill-down.ts'],
  how: 'a rule in row 1, a text in row 2, copyPaste PASTE_DATA_VALIDATION; read',
  async attempt(bench) {
    const tab = bench.tab();
    const from = range(tab, [0, 1, 0, 1]);
    await bench.change([
      tab.add,
      put(tab, [0, 0], [['a'], ['b']]),
      { setDataValidation: { range: from, rule: RULE } },
      paste(from, range(tab, [1, 2, 0, 1]), 'PASTE_DATA_VALIDATION'),
    ]);
    const found = cellsOf(await bench.look(tab))[1]?.[0];
    return same([valueOf(found), found?.dataValidation !== undefined], ['b', true]);
  },
};

export const PASTE_FACTS: readonly Fact[] = [normal, formula, validation];
