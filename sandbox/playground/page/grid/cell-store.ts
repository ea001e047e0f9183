import { CHUNK_COLUMNS, CHUNK_ROWS, type CellsView, type CellStyle, type CellView } from '../../wire.ts';

/** Which chunk: its first row and column. */
export type ChunkPlace = { row: number; column: number };

/** Reads one chunk; rejects when aborted. */
export type LoadChunk = (place: ChunkPlace, signal: AbortSignal) => Promise<CellsView>;

/** One cell as drawn. */
export type DrawnCell = { text: string; style: CellStyle; entered: string; note: string };

const PLAIN: CellStyle = {};
const BLANK: DrawnCell = { text: '', style: PLAIN, entered: '', note: '' };

/** How many chunks are kept; the least recently shown goes first. */
const KEPT = 80;

/**
 * The cells of one tab, fetched by window. What is on screen stays there while newer cells are on their way, so a
 * change does not flicker and scrolling never waits.
 */
export class CellStore {
  readonly #load: LoadChunk;
  readonly #onChange: () => void;
  readonly #chunks = new Map<string, CellsView>();
  readonly #loading = new Map<string, { version: number; abort: AbortController }>();
  #wanted = new Map<string, ChunkPlace>();
  #version = 0;

  constructor(load: LoadChunk, onChange: () => void) {
    this.#load = load;
    this.#onChange = onChange;
  }

  /** Says what is on screen and how new it must be; fetches what is missing and drops what nobody waits for. */
  want(version: number, from: ChunkPlace, to: ChunkPlace): void {
    this.#version = version;
    this.#wanted = new Map(placesBetween(from, to).map((place) => [keyOf(place), place]));
    for (const [key, { abort, version: asked }] of this.#loading) {
      if (this.#wanted.has(key) && asked === version) continue;
      this.#loading.delete(key);
      abort.abort();
    }
    for (const [key, place] of this.#wanted) this.#fetch(key, place);
  }

  /** The chunk's rows; the same object until it is replaced. */
  chunkAt(row: number, column: number): CellsView | undefined {
    return this.#chunks.get(keyOf(placeOf(row, column)));
  }

  cell(row: number, column: number): DrawnCell {
    return drawnCell(this.chunkAt(row, column), row % CHUNK_ROWS, column % CHUNK_COLUMNS);
  }

  close(): void {
    for (const { abort } of this.#loading.values()) abort.abort();
    this.#loading.clear();
  }

  #fetch(key: string, place: ChunkPlace): void {
    const version = this.#version;
    if (this.#loading.has(key) || (this.#chunks.get(key)?.version ?? -1) >= version) return;
    const abort = new AbortController();
    const asked = { version, abort };
    this.#loading.set(key, asked);
    this.#load(place, abort.signal).then(
      (cells) => {
        if (this.#loading.get(key) !== asked) return;
        this.#loading.delete(key);
        this.#keep(key, cells);
      },
      () => {
        if (this.#loading.get(key) === asked) this.#loading.delete(key);
      },
    );
  }

  #keep(key: string, cells: CellsView): void {
    this.#chunks.delete(key);
    this.#chunks.set(key, cells);
    for (const old of this.#chunks.keys()) {
      if (this.#chunks.size <= KEPT) break;
      if (!this.#wanted.has(old)) this.#chunks.delete(old);
    }
    this.#onChange();
  }
}

/** The cell at a place inside a chunk; blank while the chunk is missing. */
export function drawnCell(chunk: CellsView | undefined, row: number, column: number): DrawnCell {
  const cell: CellView = chunk?.rows[row]?.[column] ?? null;
  if (cell === null) return BLANK;
  if (typeof cell === 'string') return { text: cell, style: PLAIN, entered: cell, note: '' };
  const [text, style, entered, note] = cell;
  return { text, style: chunk?.styles[style] ?? PLAIN, entered: entered ?? text, note: note ?? '' };
}

function placeOf(row: number, column: number): ChunkPlace {
  return { row: row - (row % CHUNK_ROWS), column: column - (column % CHUNK_COLUMNS) };
}

function keyOf({ row, column }: ChunkPlace): string {
  return `${row}:${column}`;
}

// The first rows and columns are always wanted, because they may be frozen.
function placesBetween(from: ChunkPlace, to: ChunkPlace): ChunkPlace[] {
  const first = placeOf(from.row, from.column);
  const rows = new Set([0, ...steps(first.row, to.row, CHUNK_ROWS)]);
  const columns = new Set([0, ...steps(first.column, to.column, CHUNK_COLUMNS)]);
  return [...rows].flatMap((row) => [...columns].map((column) => ({ row, column })));
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}
