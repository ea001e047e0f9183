import { Failure } from '../failure.ts';
import type { Cells } from './client.ts';

type Span = readonly [from: number, to: number];

/** What to read of a tab; columns count in the tab. `key`: the column that tells rows apart. */
export type Whole = { readonly rows: number; readonly columns: Span; readonly key: number };

/** Cells asked for at a time: an answer of some tens of MB, well within Google's 180 s. */
const PIECE_CELLS = 1_000_000;
const TRIES = 3;

/**
 * Reads columns of a tab from its first to its last row, in pieces when there are many. People may sort, insert or delete between
 * two pieces; the key column, read once more at the end, shows it, and everything is read again.
 *
 * @throws Failure `conflict` when they do so each time; what `read` throws.
 */
export async function readWhole(
  read: (rows: Span, columns: Span) => Promise<Cells>,
  { rows, columns, key }: Whole,
  pieceCells = PIECE_CELLS,
): Promise<Cells> {
  const height = Math.max(1, Math.floor(pieceCells / (columns[1] - columns[0])));
  if (rows <= height) return await read([0, rows], columns);
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const cells = await readPieces(read, rows, columns, height);
    const keys = await read([0, rows], [key, key + 1]);
    if (cells.every((row, index) => (row[key - columns[0]] ?? '') === (keys[index]?.[0] ?? ''))) return cells;
  }
  throw new Failure('conflict', 'The tab was changed again and again while its rows were read. Refresh again.');
}

/** Google leaves blank rows at the end of an answer out; those of a piece are put back. */
async function readPieces(
  read: (rows: Span, columns: Span) => Promise<Cells>,
  rows: number,
  columns: Span,
  height: number,
): Promise<Cells> {
  const all: Cells[number][] = [];
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(rows, from + height);
    const piece = await read([from, to], columns);
    for (let row = 0; row < to - from; row++) all.push(piece[row] ?? []);
  }
  return all;
}
