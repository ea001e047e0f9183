import type { SheetsFacts } from '../../sheets/facts.ts';
import type { Bench } from '../sheet/bench.ts';

/** How sure we are: Google says so nowhere, or only others do; or we worked it out from what it does say. */
export type Mark = 'weak' | 'unsure' | 'inferred' | 'seen by others';

/** `holds: null`: it could not be tried; `seen` says why. */
export type Seen = { readonly holds: boolean | null; readonly seen: string };

/** Something about Google Sheets that we rely on. */
export type Fact = {
  readonly id: string;
  readonly sentence: string;
  readonly mark: Mark;
  /** Files of ours that would be wrong without it. */
  readonly usedIn: readonly string[];
  /** In words, for the documents. */
  readonly how: string;
  /** Of GOOGLE_SHEETS_FACTS: what we do instead. Absent: there is no other way yet. */
  readonly switch?: keyof SheetsFacts;
  readonly attempt: (bench: Bench) => Promise<Seen>;
};

export const seen = (holds: boolean, what: string): Seen => ({ holds, seen: what });
export const untried = (why: string): Seen => ({ holds: null, seen: why });

/** What was seen, as JSON short enough for a line. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};

/** Whether two lists are the same; told with what was seen. */
export const same = (found: unknown, wanted: unknown): Seen => seen(shown(found) === shown(wanted), shown(found));
