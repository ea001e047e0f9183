import { changedCells } from './changed-cells.ts';
import { CHUNK_COLUMNS, CHUNK_ROWS, type CellsView, type CellStyle, type CellView } from '../../wire.ts';

/** Which chunk: its first row and column. */
export type ChunkPlace = { row: number; column: number };

/** Reads one chunk; rejects when aborted. */
export type LoadChunk = (place: ChunkPlace, signal: AbortSignal) => Promise<CellsView>;

/** One cell as drawn. */
export type DrawnCell = { text: string; style: CellStyle; entered: string; note: string };

const PLAIN: CellStyle = {};
const BLANK: DrawnCell = { text: '', style: PLAIN, entered: '', note: '' };

/** How long a cell that changed is marked, in milliseconds. */
export const FRESH_MS = 1800;

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

  readonly #isOwn: (version: number) => boolean;
  /** Cells that changed a moment ago, and when. */
  readonly #fresh = new Map<string, number>();

  /** @param isOwn whether a version is the person's own edit, which needs no mark */
  constructor(load: LoadChunk, onChange: () => void, isOwn: (version: number) => boolean) {
    this.#load = load;
    this.#onChange = onChange;
    this.#isOwn = isOwn;
  }

  /** Says which rows and columns are on screen and how new they must be; fetches what is missing, drops what nobody waits for. */
  want(version: number, rows: readonly number[], columns: readonly number[]): void {
    this.#version = version;
    this.#wanted = new Map(placesOf(rows, columns).map((place) => [keyOf(place), place]));
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

  /** Whether somebody else changed the cell a moment ago; a number that differs from change to change. */
  freshness(row: number, column: number): number {
    const at = this.#fresh.get(`${row}:${column}`);
    return at !== undefined && performance.now() - at < FRESH_MS ? at : 0;
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
        this.#mark(place, this.#chunks.get(key), cells);
        this.#keep(key, cells);
      },
      () => {
        if (this.#loading.get(key) === asked) this.#loading.delete(key);
      },
    );
  }

  #mark(place: ChunkPlace, before: CellsView | undefined, after: CellsView): void {
    const now = performance.now();
    for (const [key, at] of this.#fresh) if (now - at > FRESH_MS) this.#fresh.delete(key);
    if (!before || before.version === after.version || this.#isOwn(after.version)) return;
    const around = [place.row - CHUNK_ROWS, place.row + CHUNK_ROWS].flatMap(
      (row) => this.chunkAt(Math.max(0, row), place.column) ?? [],
    );
    for (const { row, column } of changedCells([...around, before], after)) {
      this.#fresh.set(`${place.row + row}:${place.column + column}`, now);
    }
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
function placesOf(rows: readonly number[], columns: readonly number[]): ChunkPlace[] {
  const rowStarts = new Set([0, ...rows].map((row) => row - (row % CHUNK_ROWS)));
  const columnStarts = new Set([0, ...columns].map((column) => column - (column % CHUNK_COLUMNS)));
  return [...rowStarts].flatMap((row) => [...columnStarts].map((column) => ({ row, column })));
}
