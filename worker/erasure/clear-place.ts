import type { ErasurePlace } from '../../shared/erasure.ts';
import { rememberErased, type ErasedHash, type PlaceRow } from '../db/erasures.ts';
import { erasedPeople } from '../db/erased-hashes.ts';
import type { CellContent } from '../sheets/requests.ts';
import type { Eraser } from '../sheets/erase/erase-tab.ts';
import { eraseInList } from '../sheets/erase/erase-list.ts';
import type { SeenBook } from '../sheets/erase/see-tabs.ts';
import { keyAt, type SeenTab } from '../sheets/erase/seen-tab.ts';
import { isFilled } from './person.ts';
import { withAudienceKeys } from './audience-people.ts';
import { personEraser, retentionEraser } from './erasers.ts';
import type { ErasedPeople } from './erased-people.ts';
import type { Cleared } from './forget.ts';
import type { ListFacts } from './list-facts.ts';
import type { ListRow } from './lists.ts';
import type { ErasureParts, factsOf } from './parts.ts';
import { byHashes, hashOfRow } from './recognise.ts';
import { layoutOf } from './tab-cells.ts';

type Known = NonNullable<Awaited<ReturnType<typeof factsOf>>>;

export type Clearance = {
  readonly place: PlaceRow;
  readonly kind: 'person' | 'retention';
  readonly list: ListRow;
  readonly known: Known;
  readonly assertOwner: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** What was cleared where, and the rows of the list to forget. */
export type Clearing = { readonly results: readonly ErasurePlace[]; readonly cleared: readonly Cleared[] };

/** Clears one list. @throws Failure, SheetError: it can be done again. */
export async function clearPlace(parts: ErasureParts, clearance: Clearance): Promise<Clearing> {
  const { client, now } = parts;
  const { list, assertOwner, signal, known } = clearance;
  const found = new Map<string, readonly string[]>();
  const eraser = noting(await eraserFor(parts, clearance), known.facts, found);
  const { title, tabs } = await eraseInList({
    client,
    spreadsheetId: list.googleId,
    list,
    eraser,
    assertOwner,
    signal,
    now: () => now().getTime(),
    onLook: async (book) => await rememberFound(parts, clearance, book),
  });
  const results = tabs.map((tab) => placeOf(list, title, tab));
  return { results, cleared: [...found].map(([key, columns]) => ({ key, columns })) };
}

async function eraserFor({ db }: ErasureParts, { kind, list, known }: Clearance): Promise<Eraser> {
  if (kind === 'retention') return retentionEraser(known.facts);
  const erased = await erasedPeople(db, list.workspaceId);
  const people = list.kind === 'audience' ? withAudienceKeys(erased, list.mark, known.facts, known.hash) : erased;
  const byBook = new WeakMap<SeenBook, Eraser>();
  // more of their rows may turn up with each look
  const eraserOf = (book: SeenBook) => {
    const eraser =
      byBook.get(book) ?? personEraser(withRows(people, rowsIn(people, known, book), known), known.facts, known.hash);
    byBook.set(book, eraser);
    return eraser;
  };
  return {
    clearings: (tab, book) => eraserOf(book).clearings(tab, book),
    isTheirs: (tab, book) => eraserOf(book).isTheirs(tab, book),
  };
}

type TheirRow = { readonly key: string; readonly part: 'whole' | 'buyer' | 'holder' };

/** Rows of theirs in the list and its Removed tab, by whatever tells. */
function rowsIn(people: ErasedPeople, { facts, hash }: Known, book: SeenBook): TheirRow[] {
  const recognise = byHashes(people, facts, hash);
  return book.tabs.flatMap((tab) => {
    if (tab.kind === 'changes') return [];
    const layout = layoutOf(tab, book, facts);
    return tab.cells.flatMap((cells, row) => {
      const key = keyAt(tab, cells);
      const part = key === null ? null : recognise(key, layout(row), cells);
      return key === null || part === null ? [] : [{ key, part }];
    });
  });
}

function withRows(people: ErasedPeople, rows: readonly TheirRow[], { facts, hash }: Known): ErasedPeople {
  const all = new Map(people);
  for (const { key, part } of rows) {
    const row = hashOfRow(facts, hash, key);
    const name = `${row.kind} ${row.hash}`;
    if (!all.has(name)) all.set(name, part);
  }
  return all;
}

/** Rows that only their cells give away are remembered by key before these cells are gone. */
async function rememberFound(
  { db }: ErasureParts,
  { kind, place, known, list }: Clearance,
  book: SeenBook,
): Promise<void> {
  if (kind === 'retention') return;
  const people = await erasedPeople(db, list.workspaceId);
  const fresh = rowsIn(people, known, book).flatMap(({ key, part }): ErasedHash[] => {
    const row = hashOfRow(known.facts, known.hash, key);
    return people.has(`${row.kind} ${row.hash}`) ? [] : [{ ...row, part }];
  });
  await rememberErased(db, { id: place.erasure_id, workspace_id: place.workspace_id }, fresh);
}

/** Notes which rows of the list are cleared, and in which of our columns they held something. */
function noting(eraser: Eraser, facts: ListFacts, found: Map<string, readonly string[]>): Eraser {
  const note = (tab: SeenTab, book: SeenBook, row: number, ours: readonly number[]) => {
    const cells: readonly CellContent[] = tab.cells[row] ?? [];
    const key = keyAt(tab, cells);
    if (key === null || found.has(key)) return;
    const columns = layoutOf(tab, book, facts)(row);
    const filled = ours.filter((at) => isFilled(cells[at]));
    found.set(
      key,
      filled.flatMap((at) => columns.find((one) => one.at === at)?.column?.id ?? []),
    );
  };
  return {
    ...eraser,
    clearings: (tab, book) => {
      const clearings = eraser.clearings(tab, book);
      if (tab.kind !== 'changes') for (const { row, ours } of clearings) note(tab, book, row, ours);
      return clearings;
    },
  };
}

type Tab = Pick<SeenTab, 'kind' | 'title'> & { rows: number; cells: number; beside: number; remark: string | null };

function placeOf(list: ListRow, spreadsheetTitle: string, { kind, title, ...counts }: Tab): ErasurePlace {
  return {
    reportId: list.reportId,
    report: list.report,
    spreadsheet: list.spreadsheetId,
    spreadsheetTitle: spreadsheetTitle || list.spreadsheetTitle,
    kind: kind === 'list' && list.kind === 'audience' ? 'audience' : kind,
    tab: title,
    state: counts.remark === null ? 'done' : 'failed',
    ...counts,
    problem: null,
  };
}
