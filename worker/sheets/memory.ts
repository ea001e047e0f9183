/**
 * What was published last, as keyed hashes: enough to tell which rows changed without keeping them. A row whose hash is missing
 * counts as changed.
 */
export type Memory = {
  /** Of the publish it describes; when the tab tells another one, nothing here counts. */
  readonly generation: number;
  /** Hash of everything but the rows that decides how cells look: columns, types, time zone, version of our formats. */
  readonly fingerprint: string;
  /** For each source and column, in how many rows it held something. */
  readonly filled: Readonly<Record<string, number>>;
  /** Hash of the row by hash of its key cell, both 32 hexadecimal digits. */
  readonly rows: ReadonlyMap<string, string>;
};
