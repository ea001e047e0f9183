import { type Cell, hasContent, isTied } from './cell.ts';

type Row = { readonly owner: object; readonly cells: (Cell | undefined)[]; tied: boolean };

/** So many arguments a call takes without fear for the stack; in place is faster than a new list. */
const maxSpliced = 10_000;

/**
 * Cells of one tab, sparse by row. A fork shares every row with its parent until one of the two writes to it, so that a
 * batch which fails is simply dropped and a batch which touches ten rows copies ten rows.
 */
export class Grid {
  #rows: (Row | undefined)[];
  #shared: boolean;
  #tied: boolean;
  /** Rows that carry it belong to this grid alone. */
  #owner = {};

  constructor(rows: (Row | undefined)[] = [], shared = false, tied = false) {
    this.#rows = rows;
    this.#shared = shared;
    this.#tied = tied;
  }

  /** A copy; from now on neither writes to what both can see. */
  fork(): Grid {
    this.#owner = {};
    this.#shared = true;
    return new Grid(this.#rows, true, this.#tied);
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
    const own = found?.owner === this.#owner ? found : this.#writable(row);
    if (cell && isTied(cell)) this.#tied = own.tied = true;
    while (own.cells.length < column) own.cells.push(undefined);
    own.cells[column] = cell;
  }

  /** Whether a cell may point at others. */
  get hasTied(): boolean {
    return this.#tied;
  }

  /** Changes every cell that points at others; costs next to nothing where there are none. */
  mapTied(change: (cell: Cell) => Cell): void {
    if (!this.#tied) return;
    this.#rows.forEach((line, row) => {
      if (line?.tied !== true) return;
      line.cells.forEach((cell, column) => {
        if (cell && isTied(cell)) this.set(row, column, change(cell));
      });
    });
  }

  /** Replaces a whole row; the array is taken over. */
  setRow(row: number, cells: (Cell | undefined)[]): void {
    this.#place(row, cells, hasTied(cells));
  }

  #place(row: number, cells: (Cell | undefined)[], tied: boolean): Row {
    this.#own();
    while (this.#rows.length < row) this.#rows.push(undefined);
    const placed = { owner: this.#owner, cells, tied };
    this.#rows[row] = placed;
    this.#tied ||= tied;
    return placed;
  }

  /** The row as this grid's own, to write to. */
  #writable(row: number): Row {
    const found = this.#rows[row];
    if (found?.owner === this.#owner) return found;
    return this.#place(row, found ? found.cells.slice() : [], found?.tied ?? false);
  }

  insertRows(at: number, count: number): void {
    if (at >= this.#rows.length) return;
    this.#own();
    if (count <= maxSpliced) this.#rows.splice(at, 0, ...blanks(count));
    else this.#rows = this.#rows.slice(0, at).concat(blanks(count), this.#rows.slice(at));
  }

  deleteRows(at: number, count: number): void {
    if (at >= this.#rows.length) return;
    this.#own();
    this.#rows.splice(at, count);
  }

  insertColumns(at: number, count: number): void {
    for (let row = 0; row < this.#rows.length; row++) {
      if (this.row(row).length > at) this.#writable(row).cells.splice(at, 0, ...blanks(count));
    }
  }

  deleteColumns(at: number, count: number): void {
    for (let row = 0; row < this.#rows.length; row++) {
      if (this.row(row).length > at) this.#writable(row).cells.splice(at, count);
    }
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

function hasTied(cells: readonly (Cell | undefined)[]): boolean {
  return cells.some((cell) => cell !== undefined && isTied(cell));
}

function blanks(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
