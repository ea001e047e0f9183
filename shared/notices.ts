import * as z from 'zod/mini';

/**
 * What people are told of. `failed`, `held`: a refresh wrote nothing, or held something back; `recovered`: it works again; `first-run`:
 * a report was filled for the first time; `missed`: a refresh was due and did not happen; `paused`: a schedule was stopped after failures;
 * `not-shared`: Willcall lost access to a spreadsheet; `downtime`: Willcall itself was away; `summary`: what a day changed.
 */
export const NoticeKind = z.enum([
  'failed',
  'held',
  'recovered',
  'first-run',
  'missed',
  'paused',
  'not-shared',
  'downtime',
  'summary',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** What can be chosen for a target; the summary is chosen by its time of day. */
export const ChosenKind = z.enum([
  'failed',
  'held',
  'recovered',
  'first-run',
  'missed',
  'paused',
  'not-shared',
  'downtime',
]);
export type ChosenKind = z.infer<typeof ChosenKind>;

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const zone = z.string().check(z.minLength(1), z.maxLength(64));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const instant = z.string();

/**
 * What a target is told. `kinds`: default all; `reports`: only of these, null (the default): of all of the workspace; `timeZone`: of the
 * times in messages (IANA name such as "Europe/Zurich"; default UTC); `summaryAt`: when the daily summary comes ("08:00"), null: never.
 */
const subscription = {
  name: z.optional(name),
  kinds: z.optional(z.array(ChosenKind).check(z.maxLength(20))),
  reports: z.optional(z.nullable(z.array(z.uuid()).check(z.minLength(1), z.maxLength(1000)))),
  timeZone: z.optional(zone),
  summaryAt: z.optional(z.nullable(clock)),
};

/**
 * Where messages go. `email`: to `address`, by default the caller's own; another one, and webhooks, are for admins. `webhook`: JSON as
 * Slack takes it (`{text, blocks}`) is posted to the https address `url`.
 */
export const NoticeTargetInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    address: z.optional(z.string().check(z.trim(), z.minLength(3), z.maxLength(254))),
    ...subscription,
  }),
  z.strictObject({ kind: z.literal('webhook'), url: z.string().check(z.trim(), z.maxLength(2000)), ...subscription }),
]);
export type NoticeTargetInput = z.infer<typeof NoticeTargetInput>;

/** `state: "off"`: nothing is sent until it is "active" again. An address or url is not changed: add another target. */
export const NoticeTargetChange = z.strictObject({ ...subscription, state: z.optional(z.enum(['active', 'off'])) });
export type NoticeTargetChange = z.infer<typeof NoticeTargetChange>;

/**
 * A target as people see it. `to`: the e-mail address, or the host of the webhook (the rest of its address is a secret). `isOwn`: the
 * caller's own address. `unsubscribed`: whoever reads that mailbox wants no more. `trouble`: why the last message could not be delivered,
 * and since when.
 */
export const NoticeTarget = z.object({
  id: z.uuid(),
  kind: z.enum(['email', 'webhook']),
  name: z.string(),
  to: z.string(),
  isOwn: z.boolean(),
  state: z.enum(['active', 'off', 'unsubscribed']),
  kinds: z.array(ChosenKind),
  reports: z.nullable(z.array(z.uuid())),
  timeZone: z.string(),
  summaryAt: z.nullable(z.string()),
  lastSentAt: z.nullable(instant),
  trouble: z.nullable(z.object({ since: instant, sentence: z.string() })),
  createdAt: instant,
});
export type NoticeTarget = z.infer<typeof NoticeTarget>;
/** Members see their own, admins all. `email`: whether this Willcall can send e-mail; `rehearsed`: into a folder on this machine. */
export const NoticeTargetList = z.object({
  targets: z.array(NoticeTarget),
  email: z.enum(['sent', 'rehearsed', 'off']),
});
export type NoticeTargetList = z.infer<typeof NoticeTargetList>;
/** A new target. `signingSecret`: of a webhook, shown this once; deliveries are signed with it (see docs/people.md). */
export const NewNoticeTarget = z.extend(NoticeTarget, { signingSecret: z.nullable(z.string()) });
export type NewNoticeTarget = z.infer<typeof NewNoticeTarget>;

/** One message to one target. `failed`: given up. `error`: why the last try did not work. */
export const NoticeDelivery = z.object({
  id: z.uuid(),
  what: z.enum(['notices', 'summary', 'test']),
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number(),
  error: z.nullable(z.string()),
  createdAt: instant,
  sentAt: z.nullable(instant),
  /** When it is tried again; null: not any more. */
  nextTryAt: z.nullable(instant),
});
export type NoticeDelivery = z.infer<typeof NoticeDelivery>;
export const NoticeDeliveryList = z.object({ deliveries: z.array(NoticeDelivery) });

/** What people were or would have been told, newest first: `sentence` and the next step `todo`, as the messages say it. */
export const Notice = z.object({
  id: z.number(),
  kind: NoticeKind,
  reportId: z.nullable(z.uuid()),
  sentence: z.string(),
  todo: z.nullable(z.string()),
  occurredAt: instant,
});
export type Notice = z.infer<typeof Notice>;
export const NoticeList = z.object({ notices: z.array(Notice) });
