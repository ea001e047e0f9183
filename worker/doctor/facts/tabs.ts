import { cellsOf, valueOf } from '../sheet/bench.ts';
import { seen, untried, type Fact } from './fact.ts';
import { deleteRows, put, range } from './requests.ts';

const titled = (sheetId: number, title: string) => ({
  updateSheetProperties: { properties: { sheetId, title }, fields: 'title' },
});
const filled = (title: string, length: number) => title.padEnd(length, 'x');

const longTitles: Fact = {
  id: 'titlesHold100Characters',
  sentence: 'The title of a tab may have 100 characters',
  mark: 'weak',
  usedIn: ['worker/sheets/short-title.ts'],
  how: 'a title of 100 characters',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add]);
    const refused = await bench.refusal([titled(tab.sheetId, filled(tab.title, 100))]);
    return seen(refused === null, refused?.message ?? 'taken');
  },
};

const anyCase: Fact = {
  id: 'titlesIgnoreCase',
  sentence: 'Two tabs may not have titles that differ only in upper and lower case',
  mark: 'weak',
  usedIn: ['worker/sheets/blockers.ts', 'worker/sheets/side-tab.ts'],
  how: 'a second tab with the first one’s title in upper case',
  async attempt(bench) {
    const [tab, other] = [bench.tab(), bench.tab()];
    await bench.change([tab.add, other.add]);
    const refused = await bench.refusal([titled(other.sheetId, tab.title.toUpperCase())]);
    return seen(refused !== null, refused?.message ?? 'taken');
  },
};

const characters: Fact = {
  id: 'titlesTakeAnyCharacter',
  sentence: "The characters * ? : \\ / [ ] and ' may stand in the title of a tab",
  mark: 'weak',
  usedIn: ['worker/sheets/a1.ts'],
  how: 'a title with all of them, and a write to it by that title',
  async attempt(bench) {
    const tab = bench.tab();
    const title = `${tab.title} *?:\\/[]'`;
    await bench.change([tab.add]);
    const refused = await bench.refusal([titled(tab.sheetId, title)]);
    if (refused) return seen(false, refused.message);
    await bench.write({ ...tab, title }, [['found']]);
    const value = valueOf(cellsOf(await bench.look({ title }))[0]?.[0]);
    return seen(value === 'found', `taken; its first cell holds ${JSON.stringify(value)}`);
  },
};

const cells: Fact = {
  id: 'cellLimitIsTold',
  sentence: 'A spreadsheet may have 10,000,000 cells, and more are refused in words we know',
  mark: 'weak',
  usedIn: ['worker/sheets/blockers.ts', 'worker/sheets/sheet-error.ts'],
  how: 'addSheet with 10,000,001 cells, which Google has to refuse',
  async attempt(bench) {
    const tab = bench.tab({ rows: 909_091, columns: 11 });
    const refused = await bench.refusal([tab.add]);
    return seen(refused?.kind === 'full', refused?.message ?? 'taken');
  },
};

const unfrozen: Fact = {
  id: 'lastUnfrozenRowStays',
  sentence: 'Deleting all rows that are not frozen is refused',
  mark: 'weak',
  usedIn: ['worker/sheets/sync/unfrozen.ts'],
  how: 'a tab of three rows, one frozen; deleteDimension of the other two',
  async attempt(bench) {
    const tab = bench.tab({ rows: 3, frozen: 1 });
    await bench.change([tab.add]);
    const refused = await bench.refusal([deleteRows(tab, 1, 3)]);
    return seen(refused !== null, refused?.message ?? 'taken');
  },
};

const warned: Fact = {
  id: 'warningsLetProgramsWrite',
  sentence: 'A protected range that only warns lets the API write',
  mark: 'weak',
  usedIn: ['worker/sheets/warn-on-edit.ts', 'worker/sheets/blockers.ts'],
  how: 'addProtectedRange with warningOnly, then updateCells in it; read. The range is our own, as those of Willcall are',
  switch: 'warningsLetProgramsWrite',
  async attempt(bench) {
    const tab = bench.tab();
    const protectedRange = { range: range(tab, [0, 3, 0, 3]), warningOnly: true, description: 'Willcall doctor' };
    await bench.change([tab.add, { addProtectedRange: { protectedRange } }]);
    const refused = await bench.refusal([put(tab, [0, 0], [['written']])]);
    return seen(refused === null, refused?.message ?? 'written');
  },
};

const protection: Fact = {
  id: 'protectionIsTold',
  sentence: 'A write into a range that others protected is refused in words we know',
  mark: 'seen by others',
  usedIn: ['worker/sheets/sheet-error.ts'],
  how: 'not tried: whatever Willcall protects itself it may edit. By hand: protect a cell of a report for yourself only, refresh',
  attempt: () => Promise.resolve(untried('only another account can protect a range against this one')),
};

export const TAB_FACTS: readonly Fact[] = [longTitles, anyCase, characters, cells, unfrozen, warned, protection];
