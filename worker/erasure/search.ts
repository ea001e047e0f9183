import type { PersonFind, PersonFound, PersonQuery } from '../../shared/erasure.ts';
import type { Value } from '../../shared/records.ts';
import type { PersonPart } from '../db/tables-erasure.ts';
import { Failure } from '../failure.ts';
import type { RowHash } from '../security/row-hash.ts';
import { seeTabs, type SeenBook } from '../sheets/erase/see-tabs.ts';
import { keyAt, type SeenTab } from '../sheets/erase/seen-tab.ts';
import { keyWithoutSource, shownValue } from './cell-values.ts';
import type { ListFacts } from './list-facts.ts';
import { listsOf, type ListRow } from './lists.ts';
import { factsOf, type ErasureParts } from './parts.ts';
import { isFilled } from './person.ts';
import { byQuery, type Recognise } from './recognise.ts';
import { layoutOf } from './tab-cells.ts';

/** Rows that are listed; more of one person is no person. */
const MOST = 2000;
/** A search is an answer people wait for. */
const PATIENCE_MS = 120_000;

/** A row of theirs, and what is known of its list. */
export type Found = {
  readonly list: ListRow;
  readonly facts: ListFacts;
  readonly hash: RowHash;
  readonly part: PersonPart;
  readonly tab: SeenTab;
  readonly find: PersonFind;
};

export type Searched = {
  readonly found: readonly Found[];
  readonly unread: readonly { readonly list: ListRow; readonly problem: PersonFound['unread'][number]['problem'] }[];
};

/** Looks for a person in all tabs of a workspace's lists. Nothing is kept. @throws what is not a Failure */
export async function searchPerson(parts: ErasureParts, workspaceId: string, query: PersonQuery): Promise<Searched> {
  const lists = await listsOf(parts.db, { workspaceId });
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const found: Found[] = [];
  const unread: Searched['unread'][number][] = [];
  for (const inBook of grouped(lists)) {
    const asked: Asked = { parts, query: byQuery(query), signal };
    const result = await searchBook(asked, inBook).catch((error: unknown) => asProblem(error, inBook));
    found.push(...result.found);
    unread.push(...result.unread);
  }
  return { found, unread };
}

function grouped(lists: readonly ListRow[]): ListRow[][] {
  const books = new Map<string, ListRow[]>();
  for (const list of lists) books.set(list.googleId, [...(books.get(list.googleId) ?? []), list]);
  return [...books.values()];
}

type Asked = { readonly parts: ErasureParts; readonly query: Recognise; readonly signal: AbortSignal };

function asProblem(error: unknown, lists: readonly ListRow[]): Searched {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const failure = isLate
    ? new Failure('unavailable', 'Google lets us read no more for now: search again in a minute.')
    : error;
  if (!(failure instanceof Failure)) throw error;
  return {
    found: [],
    unread: lists.map((list) => ({ list, problem: { code: failure.code, message: failure.message } })),
  };
}

async function searchBook({ parts, query, signal }: Asked, lists: readonly ListRow[]): Promise<Searched> {
  const [first] = lists;
  if (!first) return { found: [], unread: [] };
  const call = { signal, urgent: true };
  const book = await seeTabs({ client: parts.client, spreadsheetId: first.googleId, call }, lists);
  const found: Found[] = [];
  const unread: Searched['unread'][number][] = [];
  for (const list of lists) {
    const known = await factsOf(parts, list.reportId);
    if (!known) continue;
    if (book.keyless.includes(list.mark)) unread.push({ list, problem: KEYLESS });
    const tabs = book.tabs.filter(({ mark }) => mark === list.mark);
    const context = { list, facts: known.facts, hash: known.hash, book, query };
    const rows = tabs.flatMap((tab) => (tab.kind === 'changes' ? [] : rowsIn(context, tab)));
    const keys = new Set(rows.map(({ find }) => keyWithoutSource(find.key)));
    found.push(...rows, ...tabs.flatMap((tab) => (tab.kind === 'changes' ? linesIn(context, tab, keys) : [])));
  }
  return { found, unread };
}

const KEYLESS = {
  code: 'key-column-gone',
  message:
    'The column "Willcall key" is gone from the list, so rows cannot be told apart. Refresh the report, then search again.',
} as const;

type Context = Pick<Found, 'list' | 'facts' | 'hash'> & { readonly book: SeenBook; readonly query: Recognise };

function rowsIn({ list, facts, hash, book, query }: Context, tab: SeenTab): Found[] {
  const layout = layoutOf(tab, book, facts);
  return tab.cells.flatMap((cells, row): Found[] => {
    const key = keyAt(tab, cells);
    const columns = layout(row);
    const part = key === null ? null : query(key, columns, cells);
    if (key === null || part === null) return [];
    const filled = columns.filter(({ at }) => isFilled(cells[at]));
    const ours = filled.flatMap(({ at, title, column }) =>
      column
        ? [{ id: column.id, title: title || column.title, value: shownValue(cells[at] ?? null, column.type) }]
        : [],
    );
    const beside = filled.flatMap(({ at, title, column }) =>
      column === null ? [{ title, value: shownValue(cells[at] ?? null, 'text') }] : [],
    );
    const find = { ...placeOf(list, book, tab), row: row + 1, key, person: part, columns: ours, beside };
    return [{ list, facts, hash, part, tab, find }];
  });
}

/** Lines of a tab of changes name the row by its key. */
function linesIn({ list, facts, hash, book }: Context, tab: SeenTab, keys: ReadonlySet<string>): Found[] {
  const at = (cells: SeenTab['cells'][number], id: 'column' | 'old' | 'new') => cells[tab.sides.get(id) ?? -1] ?? null;
  return tab.cells.flatMap((cells, row): Found[] => {
    const key = keyAt(tab, cells);
    if (key === null || !keys.has(key)) return [];
    const told: [string, Value][] = [
      ['Column', at(cells, 'column')],
      ['Old', at(cells, 'old')],
      ['New', at(cells, 'new')],
    ];
    const columns = told
      .filter(([, value]) => isFilled(value))
      .map(([title, value]) => ({ id: title.toLowerCase(), title, value }));
    const find = { ...placeOf(list, book, tab), row: row + 1, key, person: 'whole' as const, columns, beside: [] };
    return [{ list, facts, hash, part: 'whole', tab, find }];
  });
}

function placeOf(list: ListRow, book: SeenBook, { kind, title }: SeenTab) {
  return {
    reportId: list.reportId,
    report: list.report,
    spreadsheet: list.spreadsheetId,
    spreadsheetTitle: book.title || list.spreadsheetTitle,
    kind: kind === 'list' && list.kind === 'audience' ? ('audience' as const) : kind,
    tab: title,
  };
}

/** As the API answers it. */
export function toPersonFound({ found, unread }: Searched): PersonFound {
  return {
    finds: found.slice(0, MOST).map(({ find }) => find),
    truncated: found.length > MOST,
    unread: unread.map(({ list, problem }) => ({ reportId: list.reportId, report: list.report, problem })),
    elsewhere: [...ELSEWHERE],
  };
}

export const ELSEWHERE: readonly string[] = [
  'The ticketing systems themselves: what they know of a person is asked for, and erased, there.',
  'Tabs and columns of your own, comments, and copies of tabs and spreadsheets: Willcall does not read them.',
  'Tabs of reports that were deleted or moved elsewhere, and spreadsheets that are not shared with Willcall any more.',
  "Google's version history of the spreadsheet (File > Version history).",
  'Files that were downloaded or exported, lists opened through a share link, and messages people sent.',
];
