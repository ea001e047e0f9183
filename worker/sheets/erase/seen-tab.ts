import type { LogColumnId } from '../change-log/columns.ts';
import type { Cells } from '../client.ts';
import { readKeyCell } from '../key-column.ts';
import type { CellContent } from '../requests.ts';
import type { ManagedColumn } from '../tab.ts';

/** A list by what its tabs carry: the id of its report or audience, and Google's id of the tab it was published to last. */
export type ListMark = { readonly mark: string; readonly sheetId: number | null };

/** A tab that can hold people, as it is now, whole. Rows and columns count from 0. */
export type SeenTab = {
  readonly kind: 'list' | 'removed' | 'changes';
  readonly mark: string;
  readonly sheetId: number;
  readonly title: string;
  readonly width: number;
  /** Which list's row it is; in a tab of changes the key as people know it. */
  readonly keyColumn: number;
  /** Columns that together tell rows with the same key apart, as far as anything does. */
  readonly identity: readonly number[];
  /** Of a list: our columns by their marks. */
  readonly columns: readonly ManagedColumn[];
  /** Of a tab of changes: its columns by their marks. */
  readonly sides: ReadonlyMap<LogColumnId, number>;
  readonly cells: Cells;
};

export type TabShape = Omit<SeenTab, 'cells'>;

/** Key of a row; null: it is a header, or people's own. */
export function keyAt({ kind, keyColumn }: TabShape, cells: readonly CellContent[]): string | null {
  const cell = cells[keyColumn] ?? null;
  if (kind === 'changes') return typeof cell === 'string' && cell !== '' ? cell : null;
  return typeof cell === 'string' && readKeyCell(cell) ? cell : null;
}

/** What tells a row from all others; null: nothing does. */
export function identityAt(tab: TabShape, cells: readonly CellContent[]): string | null {
  return keyAt(tab, cells) === null ? null : JSON.stringify(tab.identity.map((column) => cells[column] ?? ''));
}

/** The header above a row: the nearest row over it that has no key but says something. */
export function headerOver(tab: SeenTab, row: number): readonly CellContent[] {
  for (let at = row - 1; at >= 0; at--) {
    const cells = tab.cells[at] ?? [];
    if (keyAt(tab, cells) === null && isHeader(tab, cells)) return cells;
  }
  return [];
}

/** Rows people typed between the guests have nothing in the key column. */
function isHeader({ kind, keyColumn }: TabShape, cells: readonly CellContent[]): boolean {
  if (kind === 'changes') return true;
  const cell = cells[keyColumn] ?? '';
  return cell !== '';
}
