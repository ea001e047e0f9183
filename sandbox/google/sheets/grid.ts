import { type Cell, hasContent } from './cell.ts';

type Row = { readonly owner: Grid; readonly cells: (Cell | undefined)[] };

/**
 * Cells of one tab, sparse by row. A fork shares every row with its parent until it writes to it, so that a batch which
 * fails is simply dropped and a batch which touches ten rows copies ten rows.
 */
export class Grid {
  #rows: (Row | undefined)[];
  #shared: boolean;
  #formulas: boolean;

  constructor(rows: (Row | undefined)[] = [], shared = false, formulas = false) {
    this.#rows = rows;
    this.#shared = shared;
    this.#formulas = formulas;
  }

  /** A copy to write to. The parent must not be written any more once the fork is. */
  fork(): Grid {
    return new Grid(this.#rows, true, this.#formulas);
  }

  /** Rows up to the last one that was ever used. */
  get usedRows(): number {
    return this.#rows.length;
  }

  cell(row: number, column: number): Cell | undefined {
    return this.#rows[row]?.cells[column];
  }

  /** Cells of a row, shorter than the tab when its end is blank. Read only. */
  row(row: number): readonly (Cell | undefined)[] {
    return this.#rows[row]?.cells ?? [];
  }

  set(row: number, column: number, cell: Cell | undefined): void {
    const found = this.#rows[row];
    if (found?.cells[column] === cell) return;
    if (cell?.formula !== undefined) this.#formulas = true;
    const cells = found?.owner === this && !this.#shared ? found.cells : this.#writable(row);
    while (cells.length < column) cells.push(undefined);
    cells[column] = cell;
  }

  /** Rewrites every formula; costs nothing in a tab that never had one. */
  mapFormulas(change: (formula: string) => string): void {
    if (!this.#formulas) return;
    this.#rows.forEach((line, row) => {
      line?.cells.forEach((cell, column) => {
        if (cell?.formula === undefined) return;
        const formula = change(cell.formula);
        if (formula !== cell.formula) this.set(row, column, { ...cell, formula });
      });
    });
  }

  /** Replaces a whole row; the array is taken over. */
  setRow(row: number, cells: (Cell | undefined)[]): void {
    this.#formulas ||= cells.some((cell) => cell?.formula !== undefined);
    this.#own();
    while (this.#rows.length < row) this.#rows.push(undefined);
    this.#rows[row] = { owner: this, cells };
  }

  /** The row's own array, to write to. */
  #writable(row: number): (Cell | undefined)[] {
    this.#own();
    const found = this.#rows[row];
    if (found?.owner === this) return found.cells;
    const cells = found ? found.cells.slice() : [];
    this.setRow(row, cells);
    return cells;
  }

  insertRows(at: number, count: number): void {
    if (at >= this.#rows.length) return;
    this.#own();
    this.#rows = [...this.#rows.slice(0, at), ...blanks(count), ...this.#rows.slice(at)];
  }

  deleteRows(at: number, count: number): void {
    if (at >= this.#rows.length) return;
    this.#own();
    this.#rows.splice(at, count);
  }

  insertColumns(at: number, count: number): void {
    for (let row = 0; row < this.#rows.length; row++) {
      if (this.row(row).length > at) this.#writable(row).splice(at, 0, ...blanks(count));
    }
  }

  deleteColumns(at: number, count: number): void {
    for (let row = 0; row < this.#rows.length; row++) {
      if (this.row(row).length > at) this.#writable(row).splice(at, count);
    }
  }

  /** Cuts everything outside the given size. */
  crop(rowCount: number, columnCount: number): void {
    if (this.#rows.length > rowCount) this.deleteRows(rowCount, this.#rows.length - rowCount);
    this.deleteColumns(columnCount, Number.MAX_SAFE_INTEGER);
  }

  /** One past the last row with content in the columns `[from, to)`, at most `limit`. */
  contentEnd(from: number, to: number, limit: number): number {
    for (let row = Math.min(limit, this.#rows.length) - 1; row >= 0; row--) {
      if (this.rowContentEnd(row, from, to) > from) return row + 1;
    }
    return 0;
  }

  /** One past the last column with content of the row inside `[from, to)`; `from` when there is none. */
  rowContentEnd(row: number, from: number, to: number): number {
    const cells = this.row(row);
    for (let column = Math.min(to, cells.length) - 1; column >= from; column--) {
      if (hasContent(cells[column])) return column + 1;
    }
    return from;
  }

  #own(): void {
    if (!this.#shared) return;
    this.#rows = this.#rows.slice();
    this.#shared = false;
  }
}

function blanks(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
