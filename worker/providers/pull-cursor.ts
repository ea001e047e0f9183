import { z } from 'zod';
import { PagingState, pagingStart } from './paging.ts';

const ColumnFound = z.object({
  id: z.string(),
  title: z.string(),
  type: z.enum(['text', 'integer', 'number', 'money', 'boolean', 'date', 'date-time', 'json']),
  personal: z.enum(['none', 'contact', 'identity', 'secret']),
  description: z.string(),
  standard: z.boolean(),
});

export const PullCursor = z.object({
  phase: z.enum(['reading', 'catching-up', 'done']),
  /** Which of the reading's lists (see `parts` of a dataset). */
  part: z.number(),
  pass: z.number(),
  paging: PagingState,
  /** When this phase began, by the provider's own clock; null before its first answer. */
  began: z.string().nullable(),
  /** Catch-up: records updated since then are read. */
  since: z.string().nullable(),
  /** New or changed records in this phase. */
  changed: z.number(),
  fetched: z.number(),
  /** Different records of this part, and how many there are of it by the provider's count. */
  seen: z.number(),
  total: z.number().nullable(),
  /** Of the parts before: the provider's counts together (null: it did not tell all), and records that never came. */
  totalBefore: z.number().nullable(),
  missing: z.number(),
  /** Records beyond the provider's count: they came or went while reading. */
  surplus: z.number(),
  /** Catch-up reads of this part, and of all. */
  catchUps: z.number(),
  catchUpsInAll: z.number(),
  stepsBack: z.number(),
  rowErrors: z.number(),
  samples: z.array(z.string()),
  /** Fingerprints of the unreadable records of the page before: overlapping pages show them twice, they count once. */
  unreadable: z.array(z.string()),
  pages: z.number(),
  /** Rows asked for at a time, when that is no longer the usual number. */
  pageSize: z.number().nullable(),
  /** What an `expands` column stands for, as far as answers have told. */
  columns: z.array(ColumnFound),
});
/** Where a pull stands, as plain data: stored with each page, so that a killed run goes on from there. */
export type PullCursor = z.infer<typeof PullCursor>;

export const pullStart: PullCursor = {
  phase: 'reading',
  part: 0,
  pass: 1,
  paging: pagingStart,
  began: null,
  since: null,
  changed: 0,
  fetched: 0,
  seen: 0,
  total: null,
  totalBefore: 0,
  missing: 0,
  surplus: 0,
  catchUps: 0,
  catchUpsInAll: 0,
  stepsBack: 0,
  rowErrors: 0,
  samples: [],
  unreadable: [],
  pages: 0,
  pageSize: null,
  columns: [],
};

/** The provider's count of all records of the reading so far known, or null when it does not tell. */
export function totalOf({ totalBefore, total, phase }: PullCursor): number | null {
  if (phase === 'done') return totalBefore;
  return totalBefore === null || total === null ? null : totalBefore + total;
}
