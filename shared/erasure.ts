import * as z from 'zod/mini';
import { KnownCode } from './errors.ts';
import { Value } from './records.ts';

const id = z.uuid().check(z.toLowerCase());
const instant = z.string();
const count = z.number();
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(320));

/**
 * How long a report's tab shows personal data: some days after its last event ended, or to the end of a day (`YYYY-MM-DD`, UTC). Then
 * its personal columns are cleared, and later refreshes leave them blank.
 */
export const Retention = z.union([
  z.strictObject({ daysAfterEvent: z.int().check(z.minimum(0), z.maximum(3650)) }),
  z.strictObject({ until: z.iso.date() }),
]);
export type Retention = z.infer<typeof Retention>;

/** What a new report with personal columns gets unless it says otherwise. */
export const STANDARD_RETENTION: Retention = { daysAfterEvent: 30 };

/**
 * Whom to look for: an e-mail address in any case, a phone number in any form, a name (all words of it, in any order, whatever the
 * accents), or the id or reference of an order.
 */
export const PersonQuery = z.union([
  z.strictObject({ email: z.string().check(z.trim(), z.maxLength(320), z.regex(/^[^\s@]+@[^\s@]+$/)) }),
  z.strictObject({ phone: z.string().check(z.trim(), z.maxLength(40), z.regex(/^\+?[\d\s()./-]{6,}$/)) }),
  z.strictObject({ name: text }),
  z.strictObject({ order: text }),
]);
export type PersonQuery = z.infer<typeof PersonQuery>;

export const PersonField = z.enum(['email', 'phone', 'name', 'order']);
export type PersonField = z.infer<typeof PersonField>;

/** What kind of tab it is: the list itself, "Removed from …", "… – changes", or an audience's list in another spreadsheet. */
export const PlaceKind = z.enum(['list', 'removed', 'changes', 'audience']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** A tab: of which report, in which spreadsheet (our id), by the names people gave. */
const place = {
  reportId: id,
  report: z.string(),
  spreadsheet: id,
  spreadsheetTitle: z.nullable(z.string()),
  kind: PlaceKind,
  tab: z.string(),
};

/**
 * A row that holds somebody. `row`: counted from 1, as the sheet shows it; `key`: the row's key cell. `columns`: titles of ours, each with
 * the cell; `beside`: what people wrote beside it. `person`: "whole" when the row is theirs; "buyer" when they only bought it for
 * somebody else, so that erasing clears the buyer's cells alone; "holder" likewise.
 */
export const PersonFind = z.object({
  ...place,
  row: count,
  key: z.string(),
  person: z.enum(['whole', 'buyer', 'holder']),
  columns: z.array(z.object({ id: z.string(), title: z.string(), value: Value })),
  beside: z.array(z.object({ title: z.string(), value: Value })),
});
export type PersonFind = z.infer<typeof PersonFind>;

const problem = z.object({ code: KnownCode, message: z.string() });

/** What was found of a person: the answer to "what do you have about me?". `unread`: tabs that could not be looked into, and why. */
export const PersonFound = z.object({
  finds: z.array(PersonFind),
  /** There are more than are listed here. */
  truncated: z.boolean(),
  unread: z.array(z.object({ reportId: id, report: z.string(), problem })),
  /** Where somebody has to look themselves, in sentences. */
  elsewhere: z.array(z.string()),
});
export type PersonFound = z.infer<typeof PersonFound>;

/** `rows`: only these of the rows that were found (a name can be two people's); left out: all of them. */
export const ErasureInput = z.strictObject({
  person: PersonQuery,
  rows: z.optional(
    z.array(z.strictObject({ reportId: id, key: z.string().check(z.maxLength(1000)) })).check(z.maxLength(5000)),
  ),
});
export type ErasureInput = z.infer<typeof ErasureInput>;

/** What became of one tab. `cells`: of ours; `beside`: cells and notes of people; `lines`: of a tab of changes. */
export const ErasurePlace = z.object({
  ...place,
  state: z.enum(['waiting', 'done', 'failed']),
  rows: count,
  cells: count,
  beside: count,
  /** What a person has to look at, in a sentence; null: nothing. */
  remark: z.nullable(z.string()),
  problem: z.nullable(problem),
});
export type ErasurePlace = z.infer<typeof ErasurePlace>;

/**
 * The receipt. `by`: what the person was looked for by, never the value itself; null: a report's retention. `state`: "incomplete" when a tab could
 * not be cleared: `places` say why, and `POST …/retry` tries again. `remembered`: keyed hashes that keep later refreshes from bringing the
 * person back, until it is lifted.
 */
export const Erasure = z.object({
  id,
  kind: z.enum(['person', 'retention']),
  by: z.nullable(PersonField),
  state: z.enum(['working', 'done', 'incomplete', 'lifted']),
  places: z.array(ErasurePlace),
  rows: count,
  remembered: count,
  /** What Willcall cannot reach, in sentences. */
  unreachable: z.array(z.string()),
  requestedBy: z.string(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
});
export type Erasure = z.infer<typeof Erasure>;
export const ErasureList = z.object({ erasures: z.array(Erasure) });
