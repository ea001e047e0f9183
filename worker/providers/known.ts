import { createHash } from 'node:crypto';
import type { Reading } from './provider.ts';

/** What a run knows of a record: a fingerprint of its content, how many rows it has, how many of them filters left out, and the part it was last seen in. */
export type KnownRecord = {
  readonly fingerprint: string;
  readonly rows: number;
  readonly filtered: number;
  readonly part: number;
};

/** Key -> what is known of the record; one for each source of a run. */
export type Known = Map<string, KnownRecord>;

/** A reading as a run takes it in: filters applied. */
export type TakenReading = Reading & { readonly filtered: number; readonly part: number };

/** Content only, for telling a changed record from a repeated one within a run; never stored beyond it. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64');
}

const toKnown = ({ rows, filtered, part }: TakenReading): KnownRecord => ({
  fingerprint: fingerprintOf([rows, filtered]),
  rows: rows.length,
  filtered,
  part,
});

/** Takes in what a page said; the later reading wins. `changed`: what is new, other than before, or first seen in this part; `seen`: how many the last are. */
export function remember(known: Known, readings: readonly TakenReading[]): { changed: TakenReading[]; seen: number } {
  let seen = 0;
  const changed = readings.filter((reading) => {
    const before = known.get(reading.key);
    const now = toKnown(reading);
    if (before?.part !== now.part) seen += 1;
    if (before?.fingerprint === now.fingerprint && before.part === now.part) return false;
    known.set(reading.key, now);
    return true;
  });
  return { changed, seen };
}

/** Takes in readings of a staged page, after a restart. */
export function restore(known: Known, readings: readonly TakenReading[]): void {
  for (const reading of readings) known.set(reading.key, toKnown(reading));
}
