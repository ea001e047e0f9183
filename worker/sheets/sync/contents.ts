import { readKeyCell } from '../key-column.ts';
import type { CellContent } from '../requests.ts';
import type { Block, Tab } from '../tab.ts';

/** A row below the header: what its key cell holds (null: none of ours), and its cells by column of the tab, if they were read. */
export type Line = {
  readonly row: number;
  readonly key: string | null;
  readonly cells: readonly CellContent[] | null;
};

/** What the tab of a report holds now, as far as a sync must know it. */
export type Contents = {
  readonly tab: Tab;
  readonly block: Block;
  /** Column of the keys. */
  readonly keyColumn: number;
  /** Every row below the header down to the last that is ours. */
  readonly lines: readonly Line[];
  /** Cells of the header row, and of the first row with a key: formulas as text. */
  readonly header: readonly CellContent[];
  readonly pattern: readonly CellContent[];
};

/** Content of a cell, of which nothing and an empty text are the same. */
export function contentAt(cells: readonly CellContent[] | null, column: number): CellContent {
  const cell = cells?.[column] ?? null;
  return cell === '' ? null : cell;
}

/** The key cell as text when it is one of ours. */
export function keyOf(cell: CellContent | undefined): string | null {
  return typeof cell === 'string' && readKeyCell(cell) ? cell : null;
}

/** Source of a row by its key cell. */
export function sourceOf(key: string): string {
  return readKeyCell(key)?.source ?? '';
}

/** Whether a cell, read as entered, holds a formula. */
export function isFormula(cell: CellContent): boolean {
  return typeof cell === 'string' && cell.startsWith('=');
}
