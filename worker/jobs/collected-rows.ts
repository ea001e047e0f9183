import type { Row, Value } from '../../shared/records.ts';
import { fingerprintOf, type Known } from '../providers/pull.ts';
import type { Reading } from '../providers/provider.ts';

/**
 * The rows of a run as they come in: by key, the later reading wins, in the order they were first seen. Keeps only the chosen
 * columns, so that a large list fits into memory.
 */
export class CollectedRows {
  readonly known: Known = new Map();
  readonly #columns: readonly string[];
  readonly #rows = new Map<string, Value[] | null>();

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  /** Takes in readings whose fingerprints are already known (they come from `pull`). */
  add(readings: readonly Reading[]): void {
    for (const { key, row } of readings) this.#rows.set(key, row === null ? null : this.#pick(row));
  }

  /** Takes in readings of a staged page, after a restart. */
  restore(readings: readonly Reading[]): void {
    for (const { key, row } of readings) {
      this.known.set(key, { fingerprint: fingerprintOf(row), kept: row !== null });
    }
    this.add(readings);
  }

  /** Rows that are not left out, each a list of values in the order of the columns. */
  values(): Value[][] {
    const rows: Value[][] = [];
    for (const row of this.#rows.values()) if (row !== null) rows.push(row);
    return rows;
  }

  get size(): number {
    return this.#rows.size;
  }

  #pick(row: Row): Value[] {
    return this.#columns.map((id) => row[id] ?? null);
  }
}
