import type { Column } from '../../shared/columns.ts';
import type { CellContent } from '../sheets/requests.ts';
import type { SeenBook } from '../sheets/erase/see-tabs.ts';
import { headerOver, type SeenTab } from '../sheets/erase/seen-tab.ts';
import { OWN_COLUMNS } from '../sheets/sync/removed-tab.ts';
import { columnOf, type ListFacts } from './list-facts.ts';

/** A column of a tab that can hold something of a row: ours, or one people added (`column` null). */
export type TabColumn = { readonly at: number; readonly title: string; readonly column: Column | null };

type Layout = (row: number) => readonly TabColumn[];

/** Which columns a list's tab has, and its Removed tab row by row: there the header changes on the way down. */
export function layoutOf(tab: SeenTab, book: SeenBook, facts: ListFacts): Layout {
  if (tab.kind === 'list') {
    const columns = listColumns(tab, facts);
    return () => columns;
  }
  if (tab.kind === 'changes') return () => [];
  const list = book.tabs.find(({ kind, mark }) => kind === 'list' && mark === tab.mark);
  const now = list ? listColumns(list, facts) : [];
  const known = new Map<readonly CellContent[], TabColumn[]>();
  return (row) => {
    const header = headerOver(tab, row);
    const columns = known.get(header) ?? removedColumns(tab, header, now, facts);
    known.set(header, columns);
    return columns;
  };
}

function listColumns(tab: SeenTab, facts: ListFacts): TabColumn[] {
  const first = tab.cells.findIndex((cells) => (cells[tab.keyColumn] ?? '') !== '');
  const header = tab.cells[first] ?? [];
  return Array.from({ length: tab.width }, (_, at) => {
    const title = text(header[at]);
    const mark = tab.columns.find(({ index }) => index === at);
    return { at, title, column: mark ? columnOf(facts, mark.id, title) : null };
  }).filter(({ at }) => at !== tab.keyColumn);
}

/** The row as it stood, by the header it had then; the key comes along in a column of its own. */
function removedColumns(
  tab: SeenTab,
  header: readonly CellContent[],
  now: readonly TabColumn[],
  facts: ListFacts,
): TabColumn[] {
  const isSame = now.every(({ at, title }) => text(header[at + OWN_COLUMNS]) === title);
  return Array.from({ length: Math.max(0, tab.width - OWN_COLUMNS) }, (_, place) => {
    const at = place + OWN_COLUMNS;
    const title = text(header[at]);
    const same = isSame ? now.find((one) => one.at === place) : onlyOne(now.filter((one) => one.title === title));
    return { at, title, column: same?.column ?? onlyOne(offered(facts, title)) ?? null };
  }).filter(({ column, title }) => column?.id !== 'willcallKey' && title !== 'Willcall key');
}

const offered = ({ columns }: ListFacts, title: string) => [...columns.values()].filter((one) => one.title === title);

const onlyOne = <T>(list: readonly T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null);

function text(cell: CellContent | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
