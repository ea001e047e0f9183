/** Tabs: add, delete, duplicate, change. */
import { invalid, unsupported } from '../../api-error.ts';
import type {
  AddSheetRequest,
  DeleteSheetRequest,
  DuplicateSheetRequest,
  GridProperties,
  Response,
  SheetProperties,
  UpdateSheetPropertiesRequest,
} from '../../schema.generated.ts';
import type { Book } from '../book.ts';
import { paintOf } from '../color.ts';
import { type Draft, newId } from '../draft.ts';
import { parseUpdateMask } from '../field-mask.ts';
import { followTabDeletion } from '../follow.ts';
import { clonedChart, withRanges } from '../follow-charts.ts';
import { detach, followDeletion, followTitle } from '../follow-formulas.ts';
import { demandUnprotectedTab } from '../protection.ts';
import { resize } from '../structure.ts';
import { newTabSize, printProperties, Tab } from '../tab.ts';

const maxTitle = 100;

function demandTitle(book: Book, title: string, self?: Tab): void {
  if (title === '') throw invalid('The sheet name cannot be empty.');
  if (title.length > maxTitle) throw invalid(`The sheet name cannot be longer than ${maxTitle} characters.`);
  const taken = book.byTitle(title);
  if (taken && taken !== self)
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

function demandFree(book: Book, sheetId: number): void {
  if (sheetId < 0) throw invalid(`Sheet ID ${sheetId} must not be negative.`);
  const taken = book.find(sheetId);
  if (taken) throw invalid(`A sheet with ID ${sheetId} already exists. Please enter another ID.`);
}

function freeTitle(book: Book): string {
  for (let number = book.tabs.length + 1; ; number++) {
    if (!book.byTitle(`Sheet${number}`)) return `Sheet${number}`;
  }
}

/** A new, empty tab that belongs to no book yet. */
export function makeTab(draft: Draft, sheetId: number, title: string): Tab {
  return new Tab(`${sheetId}-${newId(draft)}`, sheetId, title);
}

function insertTab(book: Book, tab: Tab, index: number | undefined): void {
  const at = Math.min(index ?? book.tabs.length, book.tabs.length);
  if (at < 0) throw invalid(`Sheet index ${at} must not be negative.`);
  book.tabs = [...book.tabs.slice(0, at), tab, ...book.tabs.slice(at)];
}

function demandFreeze(tab: Tab): void {
  if (tab.frozenRowCount < 0 || tab.frozenColumnCount < 0)
    throw invalid('The number of frozen rows and columns must not be negative.');
  if (tab.frozenRowCount > 0 && tab.frozenRowCount >= tab.rowCount)
    throw invalid("You can't freeze all visible rows on the sheet.");
  if (tab.frozenColumnCount > 0 && tab.frozenColumnCount >= tab.columnCount) {
    throw invalid("You can't freeze all visible columns on the sheet.");
  }
}

const gridWriters: Readonly<Record<string, (draft: Draft, tab: Tab, grid: GridProperties) => void>> = {
  rowCount: (draft, tab, grid) => resize(draft, tab, grid.rowCount ?? 0, tab.columnCount),
  columnCount: (draft, tab, grid) => resize(draft, tab, tab.rowCount, grid.columnCount ?? 0),
  frozenRowCount: (_, tab, grid) => void (tab.frozenRowCount = grid.frozenRowCount ?? 0),
  frozenColumnCount: (_, tab, grid) => void (tab.frozenColumnCount = grid.frozenColumnCount ?? 0),
  hideGridlines: (_, tab, grid) => void (tab.hideGridlines = grid.hideGridlines ?? false),
  rowGroupControlAfter: (_, tab, grid) => void (tab.rowGroupControlAfter = grid.rowGroupControlAfter ?? false),
  columnGroupControlAfter: (_, tab, grid) => void (tab.columnGroupControlAfter = grid.columnGroupControlAfter ?? false),
};

function writeGrid(draft: Draft, tab: Tab, grid: GridProperties, path: readonly string[]): void {
  const names = path.length === 0 ? Object.keys(gridWriters) : [path[0] ?? ''];
  for (const name of names) gridWriters[name]?.(draft, tab, grid);
  demandFreeze(tab);
}

function hide(book: Book, tab: Tab, hidden: boolean): void {
  if (hidden && !book.tabs.some((one) => one !== tab && !one.hidden))
    throw invalid("You can't hide all the sheets in a document.");
  tab.hidden = hidden;
}

/** An index counts before the move: one past its own place leaves the tab where it is. */
function move(book: Book, tab: Tab, index: number | undefined): void {
  const from = book.tabs.indexOf(tab);
  const to = index ?? book.tabs.length;
  if (to < 0 || to > book.tabs.length)
    throw invalid(`Invalid sheet index ${to}: there are ${book.tabs.length} sheets.`);
  if (to === from || to === from + 1) return;
  const others = book.tabs.filter((one) => one !== tab);
  const at = to > from ? to - 1 : to;
  book.tabs = [...others.slice(0, at), tab, ...others.slice(at)];
}

type Writer = (draft: Draft, tab: Tab, given: SheetProperties, path: readonly string[]) => void;

const writers: Readonly<Record<string, Writer>> = {
  sheetId: () => undefined,
  sheetType: () => undefined,
  index: (draft, tab, given) => move(draft.book, tab, given.index),
  title: (draft, tab, given) => {
    demandTitle(draft.book, given.title ?? '', tab);
    followTitle(draft, tab, given.title ?? '');
    tab.title = given.title ?? '';
  },
  hidden: (draft, tab, given) => hide(draft.book, tab, given.hidden ?? false),
  rightToLeft: (_, tab, given) => void (tab.rightToLeft = given.rightToLeft ?? false),
  tabColor: (_, tab, given) => void (tab.tabColor = paintOf(given.tabColor, undefined)),
  tabColorStyle: (_, tab, given) => void (tab.tabColor = paintOf(given.tabColor, given.tabColorStyle)),
  gridProperties: (draft, tab, given, path) => writeGrid(draft, tab, given.gridProperties ?? {}, path),
};

function writeProperties(draft: Draft, tab: Tab, given: SheetProperties, path: readonly string[]): void {
  const [name = '', ...rest] = path;
  const write = writers[name];
  if (!write) throw unsupported(`Sheet property ${name}`);
  write(draft, tab, given, rest);
}

function shapeNew(draft: Draft, tab: Tab, given: SheetProperties): void {
  if (given.sheetType !== undefined && given.sheetType !== 'GRID')
    throw unsupported(`A sheet of type ${given.sheetType}`);
  const grid = { ...newTabSize, ...given.gridProperties };
  tab.rowCount = 1;
  tab.columnCount = 1;
  writeGrid(
    draft,
    tab,
    {
      ...grid,
      rowCount: grid.rowCount ?? newTabSize.rowCount,
      columnCount: grid.columnCount ?? newTabSize.columnCount,
    },
    [],
  );
  tab.rightToLeft = given.rightToLeft ?? false;
  tab.hidden = given.hidden ?? false;
  tab.tabColor = paintOf(given.tabColor, given.tabColorStyle);
}

export function addSheet(draft: Draft, request: AddSheetRequest): Response {
  const given = request.properties ?? {};
  const { book } = draft;
  const title = given.title ?? freeTitle(book);
  demandTitle(book, title);
  const sheetId = given.sheetId ?? newId(draft);
  demandFree(book, sheetId);
  const tab = makeTab(draft, sheetId, title);
  insertTab(book, tab, given.index);
  shapeNew(draft, tab, given);
  book.demandRoom();
  return { addSheet: { properties: printProperties(tab, book.tabs.indexOf(tab)) } };
}

/** Takes a tab and everything that names it out of the book. */
export function deleteSheet(draft: Draft, request: DeleteSheetRequest): Response {
  const { book } = draft;
  const tab = book.tab(request.sheetId);
  demandUnprotectedTab(draft, tab);
  const left = book.tabs.filter((one) => one !== tab);
  if (left.length === 0) throw invalid("You can't remove all the sheets in a document.");
  if (left.every((one) => one.hidden)) throw invalid("You can't remove all the visible sheets in a document.");
  followDeletion(draft, tab);
  followTabDeletion(draft, tab);
  book.tabs = left;
  book.namedRanges = book.namedRanges.filter((one) => (one.range?.sheetId ?? 0) !== tab.sheetId);
  book.developerMetadata = book.developerMetadata.filter((one) => {
    const { sheetId, dimensionRange } = one.location ?? {};
    return sheetId !== tab.sheetId && (dimensionRange === undefined || (dimensionRange.sheetId ?? 0) !== tab.sheetId);
  });
  return {};
}

function copyTitle(book: Book, title: string): string {
  const base = `Copy of ${title}`;
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? base : `${base} ${number}`;
    if (!book.byTitle(candidate)) return candidate;
  }
}

function retargeted<T extends { readonly range?: { readonly sheetId?: number | undefined } | undefined }>(
  list: readonly T[],
  sheetId: number,
): readonly T[] {
  return list.map((one) => (one.range ? { ...one, range: { ...one.range, sheetId } } : one));
}

/** A copy of a tab under another id: cells, looks, merges, filters, rules and groups. */
export function cloneTab(draft: Draft, source: Tab, sheetId: number, title: string): Tab {
  const copy = Object.assign(makeTab(draft, sheetId, title), source, {
    uid: `${sheetId}-${newId(draft)}`,
    sheetId,
    title,
  });
  copy.grid = source.grid.fork();
  copy.hidden = false;
  copy.filterViews = retargeted(source.filterViews, sheetId).map((view) => ({ ...view, filterViewId: newId(draft) }));
  copy.protectedRanges = retargeted(source.protectedRanges, sheetId).map((one) => ({
    ...one,
    protectedRangeId: newId(draft),
  }));
  copy.bandedRanges = retargeted(source.bandedRanges, sheetId).map((one) => ({ ...one, bandedRangeId: newId(draft) }));
  copy.basicFilter = source.basicFilter && retargeted([source.basicFilter], sheetId)[0];
  copy.rowGroups = retargeted(source.rowGroups, sheetId);
  copy.columnGroups = retargeted(source.columnGroups, sheetId);
  copy.conditionalFormats = source.conditionalFormats.map((rule) => ({
    ...rule,
    ranges: rule.ranges?.map((range) => ({ ...range, sheetId })),
  }));
  copy.charts = source.charts.map((chart) => ({ ...clonedChart(chart, source, sheetId), chartId: newId(draft) }));
  return copy;
}

export function duplicateSheet(draft: Draft, request: DuplicateSheetRequest): Response {
  const { book } = draft;
  const source = book.tab(request.sourceSheetId);
  const title = request.newSheetName ?? copyTitle(book, source.title);
  demandTitle(book, title);
  const sheetId = request.newSheetId ?? newId(draft);
  demandFree(book, sheetId);
  const tab = cloneTab(draft, source, sheetId, title);
  insertTab(book, tab, request.insertSheetIndex ?? 0);
  book.demandRoom();
  return { duplicateSheet: { properties: printProperties(tab, book.tabs.indexOf(tab)) } };
}

/** Puts a copy of another spreadsheet's tab at the end, as `sheets.copyTo` does. */
export function receiveTab(draft: Draft, source: Tab): SheetProperties {
  const { book } = draft;
  const tab = cloneTab(draft, source, newId(draft), copyTitle(book, source.title));
  detach(tab, source);
  tab.protectedRanges = [];
  tab.charts = tab.charts.map((chart) =>
    withRanges(chart, (range) => (range.sheetId === tab.sheetId ? range : undefined)),
  );
  insertTab(book, tab, undefined);
  book.demandRoom();
  return printProperties(tab, book.tabs.length - 1);
}

export function updateSheetProperties(draft: Draft, request: UpdateSheetPropertiesRequest): Response {
  const given = request.properties ?? {};
  const tab = draft.book.tab(given.sheetId);
  demandUnprotectedTab(draft, tab);
  for (const path of parseUpdateMask(request.fields, 'SheetProperties')) {
    if (request.fields === '*' && path[0] === 'dataSourceSheetProperties') continue;
    writeProperties(draft, tab, given, path);
  }
  return {};
}
