import { describe, expect, it, onTestFinished } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import type { Habits } from '../../../sandbox/google/habits.ts';
import { readConfig } from '../../../worker/config.ts';
import type { PublishMode } from '../../../worker/sheets/publish-options.ts';
import type { SheetsFacts } from '../../../worker/sheets/facts.ts';
import { Rig, textColumns } from './rig.ts';

/** So little that everything but the smallest list is prepared in a hidden tab. */
const LITTLE = 100;

/** A Google with one odd habit, and whether we were told. */
async function odd(
  habit: keyof Habits,
  fact: keyof SheetsFacts | null,
): Promise<{ rig: Rig; id: string; sheetId: number }> {
  const rig = await Rig.start({ habits: { [habit]: true }, facts: fact === null ? {} : { [fact]: false } });
  onTestFinished(() => rig.google.close());
  const id = rig.book();
  return { rig, id, sheetId: 0 };
}

const how = (mode: PublishMode['mode']): Partial<PublishMode> => ({ mode });
const numbered = (count: number) => Array.from({ length: count }, (_, row) => [`000${row}`, `=1+${row}`]);
/** New rows of a list that keeps notes come before its last one. */
const sorted = (rows: unknown[][]) => rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
const filter = (sheetId: number, hidden: string) => ({
  setBasicFilter: {
    filter: {
      range: { sheetId, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 2 },
      filterSpecs: [{ columnIndex: 0, filterCriteria: { hiddenValues: [hidden] } }],
    },
  },
});

describe('Google pastes as if it were typed', () => {
  it.each(['replace', 'sync', 'append'] as const)('%s: texts stay texts once that is known', async (mode) => {
    const { rig, id } = await odd('pasteParsesTexts', 'pasteValuesKeepsText');
    const rows = numbered(6);
    await rig.publish(id, { rows, maxBytes: LITTLE, how: how(mode) });
    expect((await rig.list(id)).slice(1).map((row) => row.slice(0, 2))).toEqual(rows);
    if (mode !== 'append') {
      await rig.publish(id, { rows: numbered(9), maxBytes: LITTLE, how: how(mode) });
      expect(sorted((await rig.list(id)).slice(1))).toEqual(numbered(9));
    }
  });

  it('and would have spoiled them', async () => {
    const { rig, id } = await odd('pasteParsesTexts', null);
    await rig.publish(id, { rows: numbered(6), maxBytes: LITTLE });
    expect((await rig.list(id)).slice(1)).not.toEqual(numbered(6));
  });
});

describe('Google pastes past filtered rows', () => {
  const before = [
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ];
  const after = [
    ['a', '2'],
    ['b', '2'],
    ['c', '2'],
  ];

  it.each([
    ['pasteFillsFilteredRows', after],
    [
      null,
      [
        ['a', '2'],
        ['b', '1'],
        ['c', '2'],
      ],
    ],
  ] as const)('told by %s', async (fact, wanted) => {
    const { rig, id } = await odd('pasteSkipsFilteredRows', fact);
    const { sheetId } = await rig.publish(id, { rows: before });
    rig.edit(id, [filter(sheetId, 'b')]);
    await rig.publish(id, { rows: after, maxBytes: 10, sheetId });
    expect((await rig.list(id)).slice(1)).toEqual(wanted);
  });
});

describe('Google tells no cells after a write', () => {
  const rows = [
    ['a', '1'],
    ['b', '3'],
    ['c', '1'],
  ];

  it('then they are read in a second call, in place of reading everything again', async () => {
    const calls: number[] = [];
    for (const fact of ['answerHoldsRanges', null] as const) {
      const { rig, id } = await odd('answersNoCells', fact);
      await rig.publish(id, { rows: rows.slice(0, 2), how: how('sync') });
      calls.push((await rig.publish(id, { rows, how: how('sync') })).calls);
      expect(sorted((await rig.list(id)).slice(1))).toEqual(rows);
    }
    expect(calls[0]).toBeLessThan(calls[1] ?? 0);
  });
});

describe('Google stops programs at warnings', () => {
  const warned = { mode: 'replace', writing: { ...STANDARD_WRITING, warnOnEdit: true } } as const;

  it('then none are set, and those that are there are taken away first', async () => {
    const { rig, id } = await odd('warningsStopPrograms', 'warningsLetProgramsWrite');
    const { sheetId } = await rig.publish(id, { rows: [['a', '1']], how: warned });
    const range = { sheetId, startRowIndex: 0, endRowIndex: 2 };
    const description = 'Willcall keeps these cells up to date: what you type here is replaced (report report)';
    rig.edit(id, [{ addProtectedRange: { protectedRange: { range, description, warningOnly: true } } }]);
    await rig.publish(id, { rows: [['a', '2']], how: warned, sheetId });
    expect((await rig.list(id)).slice(1)).toEqual([['a', '2']]);
  });

  it('and the next refresh would have been refused', async () => {
    const { rig, id } = await odd('warningsStopPrograms', null);
    const { sheetId } = await rig.publish(id, { rows: [['a', '1']], how: warned });
    const again = rig.publish(id, { rows: [['a', '2']], how: warned, sheetId });
    await expect(again).rejects.toMatchObject({ code: 'tab-protected' });
  });
});

describe('Google keeps references when formulas are pasted', () => {
  it.each([
    ['pasteFormulaMovesReferences', ['=A2&"!"', '', '']],
    [null, ['=A2&"!"', '=A2&"!"', '=A2&"!"']],
  ] as const)('told by %s', async (fact, wanted) => {
    const { rig, id } = await odd('pasteKeepsReferences', fact);
    const rows = [
      ['a', '1'],
      ['b', '1'],
    ];
    const { sheetId } = await rig.publish(id, { rows: rows.slice(0, 1), how: how('sync') });
    rig.edit(id, [
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 3 },
          rows: [
            { values: [{ userEnteredValue: { stringValue: 'Mine' } }] },
            { values: [{ userEnteredValue: { formulaValue: '=A2&"!"' } }] },
          ],
          fields: 'userEnteredValue',
        },
      },
    ]);
    await rig.publish(id, { rows: [...rows, ['c', '1']], how: how('sync'), sheetId });
    const beside = (await rig.values(id)).slice(1).map((row) => row[3] ?? '');
    expect(beside).toEqual(wanted);
  });
});

describe('Google inserts plain rows', () => {
  const dates = (count: number) => Array.from({ length: count }, (_, day) => [`2027-05-0${day + 1}`]);

  it.each([
    ['replace', 'insertedRowsTakeFormats', true],
    ['sync', 'insertedRowsTakeFormats', true],
    ['sync', null, false],
  ] as const)('%s, told by %s: dates look like dates: %s', async (mode, fact, isDate) => {
    const { rig, id } = await odd('insertedLinesArePlain', fact);
    const columns = textColumns(1, 'date');
    const { sheetId } = await rig.publish(id, { rows: dates(3), columns, how: how(mode) });
    await rig.publish(id, { rows: dates(6), columns, how: how(mode), sheetId });
    const shown = (await rig.shown(id, 'Tickets!A2:A7')).flat();
    expect(shown.every((text) => /^2027-05-0\d$/.test(text))).toBe(isDate);
  });
});

describe('the setting GOOGLE_SHEETS_FACTS', () => {
  it('is JSON, takes known facts only, and everything is as assumed without it', () => {
    expect(Object.values(readConfig({}).GOOGLE_SHEETS_FACTS)).toEqual(Array.from({ length: 6 }, () => true));
    const told = readConfig({ GOOGLE_SHEETS_FACTS: '{"pasteValuesKeepsText": false}' });
    expect(told.GOOGLE_SHEETS_FACTS).toMatchObject({ pasteValuesKeepsText: false, answerHoldsRanges: true });
    for (const wrong of ['no', '{"pasteValues": false}', '{"pasteValuesKeepsText": "no"}'])
      expect(() => readConfig({ GOOGLE_SHEETS_FACTS: wrong })).toThrow('GOOGLE_SHEETS_FACTS');
  });
});
