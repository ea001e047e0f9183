import * as z from 'zod/mini';
import { Destination } from './api.ts';
import type { Column } from './columns.ts';
import { ColumnInfo } from './catalogue.ts';
import { KnownCode } from './errors.ts';
import { Value } from './records.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const id = z.uuid();
const instant = z.string();

/**
 * What an audience sees of a value. `none`: all of it; `initials`: "A. M."; `last-4`: "•••• 4711", never more than half of it;
 * `year`: of a date; `country`: of a phone number or a country.
 */
export const Mask = z.enum(['none', 'initials', 'last-4', 'year', 'country']);
export type Mask = z.infer<typeof Mask>;

/** What the title of a masked column gets. */
export const MASK_TITLES: Readonly<Record<Mask, string>> = {
  none: '',
  initials: 'initials',
  'last-4': 'last 4',
  year: 'year',
  country: 'country',
};

type Maskable = Pick<Column, 'type' | 'personal'>;

const TEXT_MASKS: Readonly<Record<Column['personal'], readonly Mask[]>> = {
  none: ['none'],
  identity: ['none', 'initials', 'last-4', 'country'],
  contact: ['none', 'last-4', 'country'],
  secret: ['none', 'last-4'],
};

/** The masks that fit a column, `none` first. A column without one that fits is shown whole or left out. */
export function masksFor({ type, personal }: Maskable): readonly Mask[] {
  if (personal === 'none') return ['none'];
  if (type === 'date' || type === 'date-time') return ['none', 'year'];
  return type === 'text' ? TEXT_MASKS[personal] : ['none'];
}

/** One column of an audience; columns that are not named are left out. */
export const AudienceColumn = z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(300)), mask: Mask });
export type AudienceColumn = z.infer<typeof AudienceColumn>;

const columns = z.array(AudienceColumn).check(z.minLength(1), z.maxLength(300));
const consentColumn = z.nullable(z.string().check(z.minLength(1), z.maxLength(300)));

/**
 * A report's rows for other eyes. `destination: null`: for share links, which read the report's own tab. Otherwise a tab of another
 * spreadsheet of the team, written as an exact copy with each refresh.
 */
export const AudienceInput = z.strictObject({
  name,
  /** Left out: the report's columns without those that are personal. */
  columns: z.optional(columns),
  /** A yes-or-no column: only rows in which it is true are shown. null or left out: all rows. */
  consentColumn: z.optional(consentColumn),
  /** Left out: null. */
  destination: z.optional(z.nullable(Destination)),
});
export type AudienceInput = z.infer<typeof AudienceInput>;
/** Fields that are left out stay. */
export const AudienceChange = z.partial(AudienceInput);
export type AudienceChange = z.infer<typeof AudienceChange>;

export const Audience = z.object({
  id,
  reportId: id,
  name: z.string(),
  columns: z.array(AudienceColumn),
  consentColumn,
  destination: z.nullable(Destination),
  /** When its tab was written last, and how many rows it has; null: not yet, or it is for share links. */
  publishedAt: z.nullable(instant),
  rows: z.nullable(z.number()),
  sheetId: z.nullable(z.number()),
  /** Why its tab is not as fresh as the report; null: it is. */
  problem: z.nullable(z.object({ code: KnownCode, message: z.string() })),
  /** Share links that can be opened now. */
  liveLinks: z.number(),
  version: z.number(),
  createdAt: instant,
  updatedAt: instant,
});
export type Audience = z.infer<typeof Audience>;
export const AudienceList = z.object({ audiences: z.array(Audience) });

/** `expiresAt` left out: 14 days after the event as far as its end is known, else 14 days from now. */
export const ShareLinkInput = z.strictObject({ name, expiresAt: z.optional(instant) });
export type ShareLinkInput = z.infer<typeof ShareLinkInput>;
/** A link as its team sees it; what opens it is told once, when it is made. */
export const ShareLink = z.object({
  id,
  audienceId: id,
  audience: z.string(),
  reportId: id,
  report: z.string(),
  name: z.string(),
  state: z.enum(['live', 'expired', 'revoked']),
  expiresAt: instant,
  createdAt: instant,
  /** E-mail address of whoever made it. */
  createdBy: z.string(),
  revokedAt: z.nullable(instant),
  lastOpenedAt: z.nullable(instant),
});
export type ShareLink = z.infer<typeof ShareLink>;
export const ShareLinkList = z.object({ links: z.array(ShareLink) });
/** `address` is the whole secret: it is not kept and cannot be told again. */
export const NewShareLink = z.object({ link: ShareLink, address: z.string() });
export type NewShareLink = z.infer<typeof NewShareLink>;

/** What the page of a link shows. Values are masked before they leave the worker. */
export const SharedList = z.object({
  name: z.string(),
  columns: z.array(z.pick(ColumnInfo, { id: true, title: true, type: true })),
  /**
   * In the order of `columns`; null: as they were under the `tag` the caller has. Dates and times are the wall clock of the
   * spreadsheet: `YYYY-MM-DD hh:mm`.
   */
  rows: z.nullable(z.array(z.array(Value))),
  /** Names this content of `columns` and `rows`. */
  tag: z.string(),
  /** Of the rows; null: the report was never refreshed. */
  asOf: z.nullable(instant),
  /** Of rows that are older, because their ticketing account could not be read; null: there are none. */
  partlyAsOf: z.nullable(instant),
  /** From when on two refreshes that were due did not happen; null: none is planned. */
  redAt: z.nullable(instant),
  /** The worker's clock, because phones' clocks are wrong. */
  now: instant,
  expiresAt: instant,
});
export type SharedList = z.infer<typeof SharedList>;
