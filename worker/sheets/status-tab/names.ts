import { createHash } from 'node:crypto';
import type { GridRange, NamedRange, Spreadsheet } from '../answers.ts';
import { changeMetadata, createMetadata, deleteMetadata, type SheetRequest } from '../requests.ts';

/** On the spreadsheet: which names a report's cells got, so that no name is ever used twice. */
const KEY = 'willcall.names';
/** Google allows 250 characters for a name, endings included. */
const LONGEST = 200;

export type NamedCell = 'asOf' | 'rows';
const ENDINGS: Record<NamedCell, string> = { asOf: '_as_of', rows: '_rows' };
const NAMED_CELLS: readonly NamedCell[] = ['asOf', 'rows'];

type Owner = { readonly spreadsheetId: string; readonly reportId: string };
type Book = Pick<Spreadsheet, 'developerMetadata' | 'namedRanges'>;

/** The named ranges of a report that exist now, under whatever name. */
export function findNames(book: Book, owner: Owner): ReadonlyMap<NamedCell, NamedRange> {
  const found = new Map<NamedCell, NamedRange>();
  for (const { base } of recordsOf(book, owner)) {
    for (const cell of NAMED_CELLS) {
      const named = book.namedRanges?.find(({ namedRangeId }) => namedRangeId === idOf(owner, base, cell));
      if (named) found.set(cell, named);
    }
  }
  return found;
}

/**
 * Lets the names of a report point to its cells. They are made with its line and only then: a name somebody deleted stays deleted.
 * Names whose cells were deleted with the tab cannot be brought back, Google keeps them broken and does not list them; then the
 * report gets new ones.
 *
 * @see https://issuetracker.google.com/issues/126262167
 */
export function pointNames(
  book: Book,
  owner: Owner & { readonly tab: string },
  cells: ReadonlyMap<NamedCell, GridRange>,
  isNewLine: boolean,
): SheetRequest[] {
  const found = findNames(book, owner);
  const requests: SheetRequest[] = [];
  for (const [cell, { namedRangeId, name, range: before }] of found) {
    const range = cells.get(cell);
    // a row inserted by the same call moves them first
    if (range && (isNewLine || !isSame(before, range)))
      requests.push({ updateNamedRange: { namedRange: { namedRangeId, name, range }, fields: 'range' } });
  }
  const isNamed = recordsOf(book, owner).length > 0;
  if (found.size > 0 || (isNamed && !isNewLine)) return requests;
  return newNames(book, owner, cells);
}

function newNames(
  book: Book,
  owner: Owner & { readonly tab: string },
  cells: ReadonlyMap<NamedCell, GridRange>,
): SheetRequest[] {
  const base = freeBase(book, owner.tab);
  const requests = NAMED_CELLS.flatMap((cell): SheetRequest[] => {
    const range = cells.get(cell);
    if (!range) return [];
    const namedRange = { namedRangeId: idOf(owner, base, cell), name: base + ENDINGS[cell], range };
    return [{ addNamedRange: { namedRange } }];
  });
  if (requests.length === 0) return [];
  const value = [owner.spreadsheetId, owner.reportId, base].join(' ');
  return [...requests, createMetadata(KEY, value, { spreadsheet: true })];
}

/** Takes the names of a report away, for its cells are about to go. Those that are gone already stay on record: they are not free. */
export function deleteNames(book: Book, owner: Owner): SheetRequest[] {
  return recordsOf(book, owner).flatMap(({ base, metadataId }) => {
    const ids = NAMED_CELLS.map((cell) => idOf(owner, base, cell));
    const found = (book.namedRanges ?? []).filter(({ namedRangeId }) => ids.includes(namedRangeId));
    if (found.length === 0) return [];
    return [
      ...found.map(({ namedRangeId }): SheetRequest => ({ deleteNamedRange: { namedRangeId } })),
      deleteMetadata(metadataId),
    ];
  });
}

/** What the names of a tab begin with: of its title, letters and digits that Google takes in a name. */
export function nameBase(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `Willcall_${words === '' ? 'list' : words}`.slice(0, LONGEST);
}

function freeBase(book: Book, title: string): string {
  const names = new Set(book.namedRanges?.map(({ name }) => name.toLowerCase()));
  const bases = new Set(recorded(book).map(({ base }) => base.toLowerCase()));
  const wanted = nameBase(title);
  for (let number = 1; ; number++) {
    const base = number === 1 ? wanted : `${wanted}_${number}`;
    const isTaken = NAMED_CELLS.some((cell) => names.has((base + ENDINGS[cell]).toLowerCase()));
    if (!isTaken && !bases.has(base.toLowerCase())) return base;
  }
}

/**
 * In a copied spreadsheet the names came along, and with them what formulas say: they go on, for the line of another report. Their
 * ids stay those of the old one, so that they are only ever moved along by Google, with their row.
 */
export function handOverNames(book: Pick<Spreadsheet, 'developerMetadata'>, from: Owner, to: Owner): SheetRequest[] {
  return recorded({ developerMetadata: book.developerMetadata })
    .filter(({ owner }) => owner === `${from.spreadsheetId} ${from.reportId}`)
    .map(({ base, metadataId }) => changeMetadata(metadataId, [to.spreadsheetId, to.reportId, base].join(' ')));
}

type Name = { readonly owner: string; readonly base: string; readonly metadataId: number };

/** Every name ever given, also in the spreadsheet that this one was copied from: those exist here too. */
function recorded({ developerMetadata }: Book): Name[] {
  return developerMetadata
    .filter(({ metadataKey }) => metadataKey === KEY)
    .map(({ metadataId, metadataValue }) => {
      const end = metadataValue.lastIndexOf(' ');
      return { owner: metadataValue.slice(0, end), base: metadataValue.slice(end + 1), metadataId };
    });
}

function recordsOf(book: Book, { spreadsheetId, reportId }: Owner): Name[] {
  return recorded(book).filter(({ owner }) => owner === `${spreadsheetId} ${reportId}`);
}

function idOf({ spreadsheetId, reportId }: Owner, base: string, cell: NamedCell): string {
  const text = [spreadsheetId, reportId, base, cell].join(' ');
  return `willcall${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

function isSame(a: GridRange | undefined, b: GridRange): boolean {
  return (
    a !== undefined &&
    a.sheetId === b.sheetId &&
    a.startRowIndex === b.startRowIndex &&
    a.endRowIndex === b.endRowIndex &&
    a.startColumnIndex === b.startColumnIndex &&
    a.endColumnIndex === b.endColumnIndex
  );
}
