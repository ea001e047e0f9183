import type { Column } from '../../shared/columns.ts';
import type { Row, Value } from '../../shared/records.ts';
import { restore, type Known, type TakenReading } from '../providers/known.ts';
import type { KeyedRow } from '../providers/provider.ts';

/** The columns a report shows, by what its sources' data turned out to have: a column that expands gives way to those it stands for. */
export function spreadOut(columns: readonly Column[], found: readonly Column[]): Column[] {
  const byId = new Map(found.map((column) => [column.id, column]));
  const fresh = [...byId.values()].filter(({ id }) => !columns.some((column) => column.id === id));
  return columns.flatMap((column) => (column.expands ? fresh : [column]));
}

/** What the columns of SOURCE_COLUMNS are filled with, by id. */
export type SourceName = Readonly<Record<string, string>>;

/** `values`: in the order of the chosen columns; `all`: the whole row, where a column expands. */
type Kept = { readonly key: string; readonly values: readonly Value[]; readonly all: Row | null };

/**
 * The rows of one source of a run as they come in: by key, the later reading wins, in the order they were first seen. Keeps only
 * the chosen columns, so that a large list fits into memory.
 */
export class CollectedRows {
  readonly known: Known = new Map();
  readonly #columns: readonly Column[];
  readonly #name: SourceName;
  readonly #records = new Map<string, readonly Kept[]>();
  readonly #expands: boolean;

  /** Columns that are kept of each row, whether shown or not. */
  get collected(): readonly Column[] {
    return this.#columns;
  }

  /** `columns` as the report chose them, not spread out. */
  constructor(columns: readonly Column[], name: SourceName) {
    this.#columns = columns;
    this.#name = name;
    this.#expands = columns.some(({ expands }) => expands);
  }

  /** Takes in readings that are already known (they come from `pull`). */
  add(readings: readonly TakenReading[]): void {
    for (const { key, rows } of readings) {
      for (const { row } of rows) this.#noteEvent(row);
      this.#records.set(
        key,
        rows.map((one) => this.#kept(one)),
      );
    }
  }

  /** Takes in readings of a staged page, after a restart. */
  restore(readings: readonly TakenReading[]): void {
    restore(this.known, readings);
    this.add(readings);
  }

  /** What the rows call their events, by event id. */
  readonly eventNames = new Map<string, string>();

  /** Rows so far. */
  get rowCount(): number {
    let count = 0;
    for (const record of this.#records.values()) count += record.length;
    return count;
  }

  /** Records so far, those without a row included. */
  get size(): number {
    return this.#records.size;
  }

  /** The rows as lists of values in the order of `columns` (spread out), and their keys. */
  values(columns: readonly Column[]): { rows: Value[][]; keys: string[] } {
    const places = columns.map(({ id }) => ({ id, at: this.#columns.findIndex((column) => column.id === id) }));
    const rows: Value[][] = [];
    const keys: string[] = [];
    for (const record of this.#records.values()) {
      for (const { key, values, all } of record) {
        rows.push(places.map(({ id, at }) => (at < 0 ? all?.[id] : values[at]) ?? null));
        keys.push(key);
      }
    }
    return { rows, keys };
  }

  /** When the last event of the rows ends, or begins where nobody knows more; null: no row tells. */
  eventEnds: Date | null = null;

  #noteEvent({ eventId, eventName, eventEnd, eventStart }: Row): void {
    const end = typeof eventEnd === 'string' ? eventEnd : eventStart;
    const time = typeof end === 'string' ? Date.parse(end) : NaN;
    if (time > (this.eventEnds?.getTime() ?? -Infinity)) this.eventEnds = new Date(time);
    if (typeof eventId === 'string' && typeof eventName === 'string') this.eventNames.set(eventId, eventName);
  }

  #kept({ key, row }: KeyedRow): Kept {
    const values = this.#columns.map(({ id }) => row[id] ?? this.#name[id] ?? null);
    // Which columns an expanding one stands for is known at the end only.
    return { key, values, all: this.#expands ? row : null };
  }
}
