import fc from 'fast-check';
import type { CellContent } from '../../../../worker/sheets/requests.ts';
import { cellAt, columns, deleteColumns, deleteRows, insertRows, setCell, type ModelTab } from './book-model.ts';

const KINDS = [
  'sort',
  'move row',
  'move column',
  'insert row',
  'insert column',
  'type a row',
  'type below',
  'note',
  'duplicate row',
  'delete row',
  'rename header',
  'blank key',
  'overtype',
  'formula',
  'delete header',
  'delete column',
  'title row',
  'sort removed',
] as const;
/** Something a person does in the tab; the numbers choose where. */
export type Deed = { readonly kind: (typeof KINDS)[number]; readonly at: number; readonly to: number };

/** Every kind but some, any place. */
export function deeds(...without: Deed['kind'][]): fc.Arbitrary<Deed> {
  const kinds = KINDS.filter((kind) => !without.includes(kind));
  return fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(40), to: fc.nat(40) });
}

/** Where a list is: its header row, its key column and its other columns; null: there is none, or not any more. */
export type Place = { readonly top: number; readonly key: number; readonly managed: ReadonlyMap<string, number> };

/** Reads the marks that a publish left, as a person who knows of them would. */
export function placeOf(tab: ModelTab | undefined): Place | null {
  if (!tab) return null;
  const marked = (metadata: ModelTab['metadata'], key: string) =>
    metadata.flatMap(({ metadataKey, metadataValue }): Record<string, unknown>[] =>
      metadataKey === key ? [JSON.parse(metadataValue)] : [],
    );
  const managed = new Map<string, number>();
  for (const [at, { metadata }] of tab.columns.entries())
    for (const { id } of marked(metadata, 'willcall.column')) if (typeof id === 'string') managed.set(id, at);
  const top = tab.rows.findIndex(({ metadata }) =>
    marked(metadata, 'willcall.row').some(({ row }) => row === 'header'),
  );
  const key = managed.get('willcallKey');
  return key === undefined ? null : { top, key, managed };
}

let notes = 0;
/** Does it, as far as it can be done there. `says`: told of each cell of ours that is written over. */
export function act(tab: ModelTab, removed: ModelTab | undefined, deed: Deed, says: (key: string) => void): void {
  const place = placeOf(tab);
  if (!place) return;
  DEEDS[deed.kind]({ ...deed, tab, removed, says, ...place, below: tab.rows.length - place.top - 1 });
}

type Scene = Place &
  Omit<Deed, 'kind'> & {
    tab: ModelTab;
    removed: ModelTab | undefined;
    says: (key: string) => void;
    below: number;
  };

const DEEDS: Record<Deed['kind'], (scene: Scene) => void> = {
  sort: ({ tab, top, at, to }) => sort(tab, [top + 1, tab.rows.length], at % tab.columns.length, to % 2 === 0),
  'sort removed': ({ removed, at, to }) => {
    if (removed) sort(removed, [1, removed.rows.length], at % removed.columns.length, to % 2 === 0);
  },
  'move row': ({ tab, top, at, to, below }) => {
    if (below > 1) tab.rows.splice(top + 1 + (to % below), 0, ...tab.rows.splice(top + 1 + (at % below), 1));
  },
  'move column': ({ tab, at, to }) => {
    const count = tab.columns.length;
    tab.columns.splice(to % count, 0, ...tab.columns.splice(at % count, 1));
  },
  'insert row': ({ tab, top, at, below }) => insertRows(tab, top + 1 + (at % (below + 1)), 1 + (at % 2)),
  'title row': ({ tab }) => {
    insertRows(tab, 0, 1);
    setCell(tab, 0, 0, { value: `title ${++notes}` });
  },
  'insert column': ({ tab, top, at, to }) => {
    const column = at % (tab.columns.length + 1);
    tab.columns.splice(column, 0, ...columns(1));
    if (to % 3 > 0 && top >= 0) setCell(tab, top, column, { value: `mine ${++notes}` });
  },
  'type a row': ({ tab, top, at, to, below, key }) => {
    const row = top + 1 + (at % (below + 1));
    insertRows(tab, row, 1);
    typeInto(tab, row, to, key);
  },
  'type below': ({ tab, top, to, key }) => {
    const last = tab.rows.findLastIndex((_, row) =>
      tab.columns.some((__, column) => cellAt(tab, row, column).value !== null),
    );
    const row = Math.max(last, top) + 1;
    if (row >= tab.rows.length) insertRows(tab, tab.rows.length, 1);
    typeInto(tab, row, to, key);
  },
  note: ({ tab, at, to, managed, top, below }) => {
    if (below <= 0) return;
    const ours = new Set(managed.values());
    const free = tab.columns.flatMap((_, column) => (ours.has(column) ? [] : [column]));
    if (free.length === 0) free.push(tab.columns.push(...columns(1)) - 1);
    const row = top + 1 + (at % below);
    setCell(tab, row, free[to % free.length] ?? 0, { value: `note ${++notes}` });
  },
  'duplicate row': ({ tab, top, at, to, below }) => {
    if (below <= 0) return;
    const row = top + 1 + (at % below);
    const copy = new Map(tab.rows[row]?.content);
    const into = top + 1 + (to % (below + 1));
    insertRows(tab, into, 1);
    tab.rows.splice(into, 1, { metadata: [], content: copy });
  },
  'delete row': ({ tab, top, at, below }) => {
    if (below > 1) deleteRows(tab, top + 1 + (at % below), 1);
  },
  'rename header': ({ tab, top, at }) => {
    if (top >= 0) setCell(tab, top, at % tab.columns.length, { value: `renamed ${++notes}` });
  },
  'blank key': ({ tab, top, at, key, below }) => {
    if (below > 0) setCell(tab, top + 1 + (at % below), key, { value: null });
  },
  overtype: ({ tab, top, at, to, key, managed, below, says }) => {
    if (below <= 0) return;
    const row = top + 1 + (at % below);
    const ours = [...managed.values()].filter((column) => column !== key);
    setCell(tab, row, ours[to % ours.length] ?? 0, { value: `typed over ${++notes}` });
    says(String(cellAt(tab, row, key).value));
  },
  formula: ({ tab, top, to, managed, below }) => {
    if (below <= 0) return;
    const ours = new Set(managed.values());
    const free = tab.columns.flatMap((_, column) => (ours.has(column) ? [] : [column]));
    const column = free[to % Math.max(1, free.length)];
    if (column !== undefined) setCell(tab, top + 1, column, { value: '=LEN("x")', isFormula: true });
  },
  'delete header': ({ tab, top, below }) => {
    if (top >= 0 && below > 1) deleteRows(tab, top, 1);
  },
  'delete column': ({ tab, at, key }) => {
    const column = at % tab.columns.length;
    if (tab.columns.length > 2 && column !== key) deleteColumns(tab, column, 1);
  },
};

/** Sorts what stands in the rows; the rows and what is noted on them stay. Blanks come last. */
function sort(tab: ModelTab, [from, to]: readonly [number, number], column: number, isDown: boolean): void {
  const line = tab.columns[column];
  if (!line) return;
  const contents = tab.rows.slice(from, to).map(({ content }) => content);
  const value = (content: (typeof contents)[number]) => content.get(line)?.value ?? null;
  const sorted = contents.toSorted((a, b) => compare(value(a), value(b), isDown ? -1 : 1));
  for (const [offset, content] of sorted.entries()) {
    const row = tab.rows[from + offset];
    if (row) row.content = content;
  }
}

function compare(a: CellContent, b: CellContent, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return sign * String(a).localeCompare(String(b));
}

function typeInto(tab: ModelTab, row: number, to: number, key: number): void {
  const wanted = [to % tab.columns.length, (to * 7) % tab.columns.length].filter((column) => column !== key);
  for (const column of wanted) setCell(tab, row, column, { value: `by hand ${++notes}` });
}
