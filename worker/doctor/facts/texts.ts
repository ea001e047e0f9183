import { cellsOf, valueOf, type Bench } from '../sheet/bench.ts';
import { same, seen, shown, type Fact } from './fact.ts';
import { paste, put, range } from './requests.ts';

/** Texts that anything which parses them as typed would change. */
const TEXTS = ['0042', '=1+2', '+41 44 000', '2026-05-01', 'TRUE', '1e5', '50%'];

/** The first column of a tab, values only. */
async function column(bench: Bench, tab: { title: string }, count = TEXTS.length) {
  const cells = cellsOf(await bench.look(tab, [count, 6]));
  return Array.from({ length: count }, (_, row) => valueOf(cells[row]?.[0]));
}

const pasteKeeps: Fact = {
  id: 'pasteValuesKeepsText',
  sentence:
    'Pasting values from a hidden tab, which the same call deletes, keeps texts such as 0042 and =1+2 as they are',
  mark: 'unsure',
  usedIn: ['worker/sheets/plan-parts.ts', 'worker/sheets/sync/plan-sync.ts', 'worker/sheets/staging.ts'],
  how: 'RAW texts in a hidden tab, copyPaste PASTE_VALUES into another, deleteSheet; read',
  switch: 'pasteValuesKeepsText',
  async attempt(bench) {
    const [tab, hidden] = [bench.tab(), bench.tab({ hidden: true })];
    await bench.change([tab.add, hidden.add]);
    await bench.write(
      hidden,
      TEXTS.map((text) => [text]),
    );
    const [from, to] = [hidden, tab].map((one) => range(one, [0, TEXTS.length, 0, 1]));
    await bench.change([paste(from ?? {}, to ?? {}, 'PASTE_VALUES'), { deleteSheet: { sheetId: hidden.sheetId } }]);
    return same(await column(bench, tab), TEXTS);
  },
};

const typedCells: Fact = {
  id: 'typedCellsAreNotParsed',
  sentence: 'A text written with updateCells stays that text',
  mark: 'inferred',
  usedIn: ['worker/sheets/requests.ts'],
  how: 'updateCells with stringValue; read',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([
      tab.add,
      put(
        tab,
        [0, 0],
        TEXTS.map((text) => [text]),
      ),
    ]);
    return same(await column(bench, tab), TEXTS);
  },
};

const rawTexts: Fact = {
  id: 'rawTextsStay',
  sentence: 'A text written RAW stays that text',
  mark: 'seen by others',
  usedIn: ['worker/sheets/client.ts'],
  how: 'values.update RAW; read',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add]);
    await bench.write(
      tab,
      TEXTS.map((text) => [text]),
    );
    return same(await column(bench, tab), TEXTS);
  },
};

const blanks: Fact = {
  id: 'nullLeavesCells',
  sentence: 'Of values that are written null leaves a cell as it is, and an empty text clears it',
  mark: 'inferred',
  usedIn: ['worker/sheets/in-place.ts'],
  how: 'values.update RAW with null and "" over texts; read',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, put(tab, [0, 0], [['stays'], ['goes'], ['changes']])]);
    await bench.write(tab, [[null], [''], ['changed']]);
    return same(await column(bench, tab, 3), ['stays', null, 'changed']);
  },
};

const clearing: Fact = {
  id: 'onlyNamedFieldsAreCleared',
  sentence: 'updateCells clears the fields it names and leaves the others, such as notes and formats',
  mark: 'inferred',
  usedIn: ['worker/sheets/plan-parts.ts', 'worker/sheets/plan-replace.ts'],
  how: 'a text with note and format, then updateCells with empty cells and the field userEnteredValue; read',
  async attempt(bench) {
    const tab = bench.tab();
    const place = range(tab, [0, 1, 0, 1]);
    const cell = {
      userEnteredValue: { stringValue: 'goes' },
      note: 'stays',
      userEnteredFormat: { numberFormat: { type: 'TEXT', pattern: '@' } },
    };
    const fields = 'userEnteredValue,note,userEnteredFormat.numberFormat';
    await bench.change([tab.add, { updateCells: { range: place, rows: [{ values: [cell] }], fields } }]);
    await bench.change([{ updateCells: { range: place, rows: [{ values: [{}] }], fields: 'userEnteredValue' } }]);
    const found = cellsOf(await bench.look(tab))[0]?.[0];
    return same([valueOf(found), found?.note, found?.userEnteredFormat?.numberFormat?.type], [null, 'stays', 'TEXT']);
  },
};

const serials: Fact = {
  id: 'serialsAreWallClock',
  sentence: 'A number with a date format shows the time of the clock on the wall, whatever the time zone',
  mark: 'seen by others',
  usedIn: ['worker/sheets/cells.ts'],
  how: 'a serial number with a DATE_TIME format; what the grid shows',
  async attempt(bench) {
    const tab = bench.tab();
    const cell = {
      userEnteredValue: { numberValue: 46_143.8125 },
      userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } },
    };
    const fields = 'userEnteredValue,userEnteredFormat.numberFormat';
    const rows = [{ values: [cell] }];
    await bench.change([tab.add, { updateCells: { range: range(tab, [0, 1, 0, 1]), rows, fields } }]);
    return same(cellsOf(await bench.look(tab))[0]?.[0]?.formattedValue, '2026-05-01 19:30');
  },
};

const longest: Fact = {
  id: 'cellsHold50000Characters',
  sentence: 'A cell takes 50,000 characters and refuses one more in words we know',
  mark: 'seen by others',
  usedIn: ['worker/sheets/cells.ts', 'worker/sheets/sheet-error.ts'],
  how: 'updateCells with 50,000 and with 50,001 characters',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add]);
    const taken = await bench.refusal([put(tab, [0, 0], [['x'.repeat(50_000)]])]);
    const refused = await bench.refusal([put(tab, [1, 0], [['x'.repeat(50_001)]])]);
    return seen(
      taken === null && refused?.kind === 'too-long',
      `50,000: ${taken?.message ?? 'taken'}; 50,001: ${refused?.message ?? 'taken'}`,
    );
  },
};

const kinds: Fact = {
  id: 'pasteValuesKeepsKinds',
  sentence: 'Pasting values keeps numbers, true and false, and leaves the format of where they land',
  mark: 'inferred',
  usedIn: ['worker/sheets/plan-parts.ts'],
  how: 'number and boolean in a tab, a format in another, copyPaste PASTE_VALUES; read',
  async attempt(bench) {
    const [tab, from] = [bench.tab(), bench.tab()];
    const to = range(tab, [0, 2, 0, 1]);
    const format = { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '0.00' } } };
    await bench.change([
      tab.add,
      from.add,
      put(from, [0, 0], [[12.5], [true]]),
      { repeatCell: { range: to, cell: format, fields: 'userEnteredFormat.numberFormat' } },
      paste(range(from, [0, 2, 0, 1]), to, 'PASTE_VALUES'),
    ]);
    const cells = cellsOf(await bench.look(tab));
    const found = [
      valueOf(cells[0]?.[0]),
      valueOf(cells[1]?.[0]),
      cells[0]?.[0]?.userEnteredFormat?.numberFormat?.pattern,
    ];
    return seen(shown(found) === shown([12.5, true, '0.00']), shown(found));
  },
};

export const TEXT_FACTS: readonly Fact[] = [
  pasteKeeps,
  kinds,
  typedCells,
  rawTexts,
  blanks,
  clearing,
  serials,
  longest,
];
