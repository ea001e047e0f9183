import type { Book } from '../../google/sheets/book.ts';
import type { Tab } from '../../google/sheets/tab.ts';
import type { Box, Edit, EditOf } from './edit.ts';
import { filterRequest, hidingRequest } from './filter-requests.ts';
import { lookRequest } from './look-request.ts';

/** Where an edit happens. */
export type Spot = { book: Book; tab: Tab };

/** Edits that are requests of a `batchUpdate`; typing is another call. */
export type Requested = Exclude<Edit, EditOf<'enter'>>;

type Edits = { [Kind in Requested['kind']]: EditOf<Kind> };
type Writers = { [Kind in Requested['kind']]: (edit: Edits[Kind], spot: Spot) => object };

/** A block as the API writes it. */
export function rangeOf({ sheetId }: Tab, { row, column, rows, columns }: Box) {
  return {
    sheetId,
    startRowIndex: row,
    endRowIndex: row + rows,
    startColumnIndex: column,
    endColumnIndex: column + columns,
  };
}

type Lines = Pick<EditOf<'delete'>, 'dimension' | 'from' | 'count'>;

const linesOf = ({ sheetId }: Tab, { dimension, from, count }: Lines) => ({
  sheetId,
  dimension,
  startIndex: from,
  endIndex: from + count,
});

const tabChange = ({ sheetId }: Tab, fields: string, properties: object) => ({
  updateSheetProperties: { properties: { sheetId, ...properties }, fields },
});

const cellsOf = (edit: EditOf<'copy'>, { book, tab }: Spot): object => {
  const { source, row, column, cut } = edit;
  const range = rangeOf(book.tab(source.sheetId), source.box);
  const coordinate = { sheetId: tab.sheetId, rowIndex: row, columnIndex: column };
  if (cut) return { cutPaste: { source: range, destination: coordinate, pasteType: 'PASTE_NORMAL' } };
  const destination = rangeOf(tab, { ...source.box, row, column });
  return { copyPaste: { source: range, destination, pasteType: 'PASTE_NORMAL' } };
};

const sorted = ({ column, order, box }: EditOf<'sort'>, { tab }: Spot): object => {
  const range = box ? rangeOf(tab, box) : { sheetId: tab.sheetId, startRowIndex: tab.frozenRowCount };
  return { sortRange: { range, sortSpecs: [{ dimensionIndex: column, sortOrder: order }] } };
};

const frozen = ({ dimension, count }: EditOf<'freeze'>, { tab }: Spot): object => {
  const name = dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount';
  return tabChange(tab, `gridProperties.${name}`, { gridProperties: { [name]: count } });
};

const noted = ({ row, column, text }: EditOf<'note'>, { tab }: Spot): object => {
  const start = { sheetId: tab.sheetId, rowIndex: row, columnIndex: column };
  return { updateCells: { start, rows: [{ values: [text === '' ? {} : { note: text }] }], fields: 'note' } };
};

const moved = ({ by }: EditOf<'move-tab'>, { book, tab }: Spot): object => {
  const at = book.tabs.indexOf(tab);
  // The index counts the tab itself too when it moves to the right.
  return tabChange(tab, 'index', { index: by > 0 ? Math.min(at + 2, book.tabs.length) : Math.max(at - 1, 0) });
};

const WRITERS: Writers = {
  clear: ({ box }, { tab }) => ({ updateCells: { range: rangeOf(tab, box), fields: 'userEnteredValue' } }),
  copy: cellsOf,
  note: noted,
  look: ({ box, look }, { tab }) => lookRequest(rangeOf(tab, box), look),
  plain: ({ box }, { tab }) => ({ updateCells: { range: rangeOf(tab, box), fields: 'userEnteredFormat' } }),
  insert: ({ like, ...edit }, { tab }) => ({
    insertDimension: { range: linesOf(tab, edit), inheritFromBefore: like === 'before' },
  }),
  delete: (edit, { tab }) => ({ deleteDimension: { range: linesOf(tab, edit) } }),
  hide: ({ hidden, ...edit }, { tab }) => ({
    updateDimensionProperties: {
      range: linesOf(tab, edit),
      properties: { hiddenByUser: hidden },
      fields: 'hiddenByUser',
    },
  }),
  freeze: frozen,
  sort: sorted,
  filter: ({ box }, { tab }) => filterRequest(tab, box && rangeOf(tab, box)),
  'no-filter': (_, { tab }) => ({ clearBasicFilter: { sheetId: tab.sheetId } }),
  'filter-values': (edit, { tab }) => hidingRequest(tab, edit),
  'add-tab': (_, { book, tab }) => ({ addSheet: { properties: { index: book.tabs.indexOf(tab) + 1 } } }),
  'duplicate-tab': (_, { book, tab }) => ({
    duplicateSheet: { sourceSheetId: tab.sheetId, insertSheetIndex: book.tabs.indexOf(tab) + 1 },
  }),
  'rename-tab': ({ title }, { tab }) => tabChange(tab, 'title', { title }),
  'delete-tab': (_, { tab }) => ({ deleteSheet: { sheetId: tab.sheetId } }),
  'hide-tab': ({ hidden }, { tab }) => tabChange(tab, 'hidden', { hidden }),
  'move-tab': moved,
  rename: ({ title }) => ({ updateSpreadsheetProperties: { properties: { title }, fields: 'title' } }),
};

/** The request that does it. */
export function requestFor<Kind extends Requested['kind']>(edit: Edits[Kind] & { kind: Kind }, spot: Spot): object {
  return WRITERS[edit.kind](edit, spot);
}
