import { randomInt } from 'node:crypto';
import type { Mark as SeenMark, SeenTab } from '../sheet/answers.ts';
import { seen, shown, same, untried, type Fact } from './fact.ts';
import { deleteRows, insertRows, KEY, markColumn, markRow, markTab, put, range } from './requests.ts';

const values = (marks: readonly SeenMark[]) =>
  marks.filter(({ metadataKey }) => metadataKey === KEY).map((one) => one.metadataValue);

/** Where marks are: `row 2: a`. */
function marksIn({ developerMetadata, data }: SeenTab): string[] {
  const [grid] = data;
  const lines = (name: string, of: readonly { developerMetadata: SeenMark[] }[]) =>
    of.flatMap(({ developerMetadata: marks }, index) => values(marks).map((value) => `${name} ${index + 1}: ${value}`));
  return [
    ...values(developerMetadata).map((value) => `tab: ${value}`),
    ...lines('row', grid?.rowMetadata ?? []),
    ...lines('column', grid?.columnMetadata ?? []),
  ];
}

const IN = ['worker/sheets/look.ts', 'worker/sheets/marks.ts'];

const told: Fact = {
  id: 'marksAreTold',
  sentence: 'Marks (developer metadata, DOCUMENT) on tab, row and column are told by spreadsheets.get',
  mark: 'inferred',
  usedIn: IN,
  how: 'createDeveloperMetadata on each; get',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, markTab(tab, 't'), markRow(tab, 1, 'r'), markColumn(tab, 2, 'c')]);
    return same(marksIn(await bench.look(tab)), ['tab: t', 'row 2: r', 'column 3: c']);
  },
};

const found: Fact = {
  id: 'marksAreFoundById',
  sentence: 'A mark can be deleted by its id, and others with the same key stay',
  mark: 'inferred',
  usedIn: ['worker/sheets/requests.ts', 'worker/sheets/proof.ts'],
  how: 'two marks with ids of ours, deleteDeveloperMetadata by the id of one; get',
  async attempt(bench) {
    const tab = bench.tab();
    const id = randomInt(1, 2 ** 31 - 1);
    await bench.change([tab.add, markTab(tab, 'goes', id), markTab(tab, 'stays')]);
    await bench.change([{ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: id } } } }]);
    return same(marksIn(await bench.look(tab)), ['tab: stays']);
  },
};

const moves: Fact = {
  id: 'marksMoveWithRows',
  sentence: 'A mark on a row moves when rows above are inserted, and goes when its row is deleted',
  mark: 'inferred',
  usedIn: ['worker/sheets/block.ts', ...IN],
  how: 'marks on rows 2 and 4, insertDimension above, deleteDimension of the second; get',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, markRow(tab, 1, 'a'), markRow(tab, 3, 'b')]);
    await bench.change([insertRows(tab, 0, 2), deleteRows(tab, 5, 6)]);
    return same(marksIn(await bench.look(tab)), ['row 4: a']);
  },
};

const sorted: Fact = {
  id: 'marksStayWhenSorted',
  sentence: 'A mark on a row stays at its place when somebody sorts the rows',
  mark: 'unsure',
  usedIn: ['worker/sheets/block.ts'],
  how: 'a mark on row 2, sortRange that moves that row down; get',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, put(tab, [0, 0], [['Name'], ['c'], ['b'], ['a']]), markRow(tab, 1, 'm')]);
    await bench.change([
      { sortRange: { range: range(tab, [1, 4, 0, 6]), sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] } },
    ]);
    return same(marksIn(await bench.look(tab)), ['row 2: m']);
  },
};

const unique: Fact = {
  id: 'sameIdIsRefused',
  sentence: 'A second mark with the same id is refused, and with it the whole call',
  mark: 'inferred',
  usedIn: ['worker/sheets/draft.ts', 'worker/sheets/marks.ts'],
  how: 'a call with a text and a mark of a given id, twice; whether the second is refused and nothing of it written',
  async attempt(bench) {
    const tab = bench.tab();
    const id = randomInt(1, 2 ** 31 - 1);
    await bench.change([tab.add, markTab(tab, 'first', id)]);
    const refused = await bench.refusal([put(tab, [0, 0], [['twice']]), markTab(tab, 'second', id)]);
    const { data } = await bench.look(tab);
    const isBlank = (data[0]?.rowData ?? []).length === 0;
    return seen(
      refused !== null && isBlank,
      `${refused?.message ?? 'taken'}; ${isBlank ? 'nothing' : 'its text was'} written`,
    );
  },
};

const ALL = ['tab: t', 'row 2: r', 'column 3: c'];

/** Either is fine: a mark names its own tab, so one in a copy is known as such. */
const isWholeCopy = (marks: readonly string[]) => marks.length === 0 || shown(marks) === shown(ALL);

const duplicated: Fact = {
  id: 'tabCopiesLeaveMarks',
  sentence: 'When a tab is duplicated it keeps its marks; the copy has all of them, or none',
  mark: 'unsure',
  usedIn: ['worker/sheets/tab.ts', 'worker/sheets/copies/copied-tabs.ts'],
  how: 'marks on tab, row and column, duplicateSheet; get of both',
  async attempt(bench) {
    const tab = bench.tab();
    const copy = bench.tab();
    await bench.change([tab.add, markTab(tab, 't'), markRow(tab, 1, 'r'), markColumn(tab, 2, 'c')]);
    const { sheetId: newSheetId, title: newSheetName } = copy;
    await bench.change([{ duplicateSheet: { sourceSheetId: tab.sheetId, newSheetId, newSheetName } }]);
    const [first, second] = [marksIn(await bench.look(tab)), marksIn(await bench.look(copy))];
    return seen(shown(first) === shown(ALL) && isWholeCopy(second), `first ${shown(first)}, copy ${shown(second)}`);
  },
};

const copiedTo: Fact = {
  id: 'copyToIsWhole',
  sentence: 'A tab copied with "Copy to" takes all of its marks along, or none',
  mark: 'unsure',
  usedIn: ['worker/sheets/copies/copied-tabs.ts'],
  how: 'marks on tab, row and column, sheets.copyTo into the same spreadsheet; get of the copy',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, markTab(tab, 't'), markRow(tab, 1, 'r'), markColumn(tab, 2, 'c')]);
    const sheetId = await bench.copyTo(tab);
    const title = (await bench.book()).sheets.find(({ properties }) => properties.sheetId === sheetId)?.properties
      .title;
    if (title === undefined) return untried('the copy was not found');
    const found = marksIn(await bench.look({ title }));
    return seen(isWholeCopy(found), `copy ${shown(found)}`);
  },
};

const fileCopied: Fact = {
  id: 'fileCopiesTakeMarks',
  sentence: 'A copy of the whole file takes all marks along (lists are also known by their keys)',
  mark: 'unsure',
  usedIn: ['worker/sheets/copies/copied-tabs.ts'],
  how: 'not tried: copying a file needs a right to Drive that Willcall does not ask for. By hand: File > Make a copy, share it, look in the sidebar',
  attempt: () => Promise.resolve(untried('copying a file needs rights to Drive, which Willcall does not have')),
};

export const MARK_FACTS: readonly Fact[] = [told, found, moves, sorted, unique, duplicated, copiedTo, fileCopied];
