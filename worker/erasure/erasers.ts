import type { CellContent } from '../sheets/requests.ts';
import type { Eraser } from '../sheets/erase/erase-tab.ts';
import type { SeenBook } from '../sheets/erase/see-tabs.ts';
import { keyAt, type SeenTab } from '../sheets/erase/seen-tab.ts';
import type { Clearing } from '../sheets/erase/write-rows.ts';
import type { PersonPart } from '../db/tables-erasure.ts';
import type { RowHash } from '../security/row-hash.ts';
import { erasedName, hashOfRecord, type ErasedPeople } from './erased-people.ts';
import type { ListFacts } from './list-facts.ts';
import { isErased, isFilled, isPersonal } from './person.ts';
import { byHashes } from './recognise.ts';
import { layoutOf, type TabColumn } from './tab-cells.ts';

type Cells = readonly CellContent[];

/** Clears what is theirs in the rows of people who were erased, and what is written beside them. */
export function personEraser(people: ErasedPeople, facts: ListFacts, hash: RowHash): Eraser {
  const recognise = byHashes(people, facts, hash);
  const partIn = (tab: SeenTab, layout: ReturnType<typeof layoutOf>) => (cells: Cells, row: number) => {
    const key = keyAt(tab, cells);
    if (key === null) return null;
    return tab.kind === 'changes' ? lineOf(people, facts, hash, key) : recognise(key, layout(row), cells);
  };
  return {
    clearings: (tab, book) => {
      const layout = layoutOf(tab, book, facts);
      const part = partIn(tab, layout);
      return tab.cells.flatMap((cells, row) => {
        const theirs = part(cells, row);
        if (theirs === null) return [];
        return [tab.kind === 'changes' ? wholeLine(tab, cells, row) : personalCells(layout(row), cells, row, theirs)];
      });
    },
    isTheirs: (tab, book) => {
      const part = partIn(tab, layoutOf(tab, book, facts));
      return (cells) => part(cells, tab.cells.length) !== null;
    },
  };
}

/** Lines tell the key without its account. */
function lineOf(people: ErasedPeople, { accounts, dataset }: ListFacts, hash: RowHash, key: string): PersonPart | null {
  const names = [...new Set(accounts.values())].map((connectionId) =>
    erasedName('row', hashOfRecord(hash, { connectionId, dataset, key })),
  );
  return names.some((name) => people.has(name)) ? 'whole' : null;
}

function wholeLine(tab: SeenTab, cells: Cells, row: number): Clearing {
  const ours = (['old', 'new'] as const).flatMap((id) => tab.sides.get(id) ?? []);
  const sides = new Set(tab.sides.values());
  const beside = cells.flatMap((cell, at) => (!sides.has(at) && isTyped(cell) ? [at] : []));
  return { row, ours, beside, isWhole: true };
}

function personalCells(columns: readonly TabColumn[], cells: Cells, row: number, part: PersonPart): Clearing {
  const ours = columns.flatMap(({ at, column }) => (column && isErased(column, part) ? [at] : []));
  const beside = columns.flatMap(({ at, column }) => (column === null && isTyped(cells[at] ?? null) ? [at] : []));
  return part === 'buyer' ? { row, ours, beside: [], isWhole: false } : { row, ours, beside, isWhole: true };
}

/** Formulas are worked out from cells that are cleared; ticks tell of nobody. */
function isTyped(cell: CellContent): boolean {
  if (typeof cell === 'number') return true;
  return typeof cell === 'string' && cell !== '' && !cell.startsWith('=');
}

/** Clears the personal columns of all rows; what people wrote beside them is theirs to keep. */
export function retentionEraser(facts: ListFacts): Eraser {
  return {
    clearings: (tab, book) => {
      if (tab.kind === 'changes') return personalLines(tab, facts);
      const layout = layoutOf(tab, book, facts);
      const own = tab.kind === 'removed' ? peoplesTitles(tab, book, facts) : new Set<string>();
      return tab.cells.flatMap((cells, row): Clearing[] => {
        if (keyAt(tab, cells) === null) return [];
        const ours = layout(row).flatMap(({ at, title, column }) => {
          const isOurs = column ? isPersonal(column) : tab.kind === 'removed' && !own.has(title);
          return isOurs ? [at] : [];
        });
        return ours.some((at) => isFilled(cells[at])) ? [{ row, ours, beside: [], isWhole: false }] : [];
      });
    },
    isTheirs: (tab) => (cells) => keyAt(tab, cells) !== null,
  };
}

/** Titles of columns that people added to the list. */
function peoplesTitles(tab: SeenTab, book: SeenBook, facts: ListFacts): Set<string> {
  const list = book.tabs.find(({ kind, mark }) => kind === 'list' && mark === tab.mark);
  const columns = list ? layoutOf(list, book, facts)(0) : [];
  return new Set(columns.flatMap(({ column, title }) => (column === null ? [title] : [])));
}

function personalLines(tab: SeenTab, facts: ListFacts): Clearing[] {
  const open = new Set([...facts.columns.values()].flatMap((column) => (isPersonal(column) ? [] : [column.title])));
  const closed = new Set([...facts.columns.values()].flatMap((column) => (isPersonal(column) ? [column.title] : [])));
  const at = tab.sides.get('column') ?? -1;
  return tab.cells.flatMap((cells, row): Clearing[] => {
    const title = String(cells[at] ?? '');
    // people may have put rows above the header: lines of ours begin with a time
    const isHeader = typeof cells[tab.sides.get('time') ?? -1] !== 'number';
    if (isHeader || (open.has(title) && !closed.has(title))) return [];
    const line = { ...wholeLine(tab, cells, row), beside: [], isWhole: false };
    return line.ours.some((place) => isFilled(cells[place])) ? [line] : [];
  });
}
