import * as z from 'zod/mini';

/**
 * How rows get into the tab. `sync` ("Keep my notes"): found again by their key, whatever people did around them; `replace` ("Exact
 * copy"): the whole list anew in the ticketing system's order; `append` ("Add below"): each run below the last.
 */
export const WriteMode = z.enum(['sync', 'replace', 'append']);
export type WriteMode = z.infer<typeof WriteMode>;

/** Holds removals back when more than `percent` of a source's rows and more than `few` rows would go at once. */
export const Guard = z.strictObject({
  percent: z.int().check(z.minimum(1), z.maximum(100)),
  few: z.int().check(z.minimum(0), z.maximum(100_000)),
});
export type Guard = z.infer<typeof Guard>;

/** What else a report says about its tab. */
export const Writing = z.strictObject({
  /** Rows that left the report (`sync`): to a tab "Removed", marked in a column, or deleted. */
  removedRows: z.enum(['move', 'mark', 'delete']),
  /** null: nothing is ever held back. */
  guard: z.nullable(Guard),
  /** For how many runs a tab beside the list tells each cell that changed; 0: there is no such tab. */
  changeLogRuns: z.int().check(z.minimum(0), z.maximum(50)),
  /** Whether Google asks people before they edit what Willcall writes. */
  warnOnEdit: z.boolean(),
  /** Whether a list too large to be swapped at once may be written piece by piece. */
  inPlace: z.boolean(),
});
export type Writing = z.infer<typeof Writing>;

export const STANDARD_WRITING: Writing = {
  removedRows: 'move',
  guard: { percent: 30, few: 3 },
  changeLogRuns: 0,
  warnOnEdit: false,
  inPlace: false,
};

export const WritingChange = z.partial(Writing);
export type WritingChange = z.infer<typeof WritingChange>;

/** What a report says about its tab after a change; what the change leaves out stays. */
export function writingWith(change: WritingChange | undefined, before: Writing = STANDARD_WRITING): Writing {
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  return Writing.parse({ ...before, ...Object.fromEntries(given) });
}
