import * as z from 'zod/mini';
import { isCalendarDate, toInstant } from './dates.ts';

/** What is written down, `thing.deed`. */
export const AuditAction = z.enum([
  'workspace.created',
  'workspace.changed',
  'member.invited',
  'member.joined',
  'member.changed',
  'member.removed',
  'member.left',
  'member.taken-over',
  'invitation.withdrawn',
  'invitation.declined',
  'domain.approved',
  'domain.withdrawn',
  'admin.added',
  'connection.created',
  'connection.changed',
  'connection.deleted',
  'connection.asked',
  'connection.entered',
  'spreadsheet.linked',
  'spreadsheet.proved',
  'spreadsheet.changed',
  'spreadsheet.unlinked',
  'report.created',
  'report.changed',
  'report.deleted',
  'report.ran',
  'report.cancelled',
  'report.decided',
  'schedule.changed',
  'schedule.paused',
  'audience.changed',
  'link.created',
  'link.opened',
  'link.revoked',
  'person.searched',
  'person.erased',
  'retention.applied',
  'notice.changed',
  'key.created',
  'key.revoked',
  'code.applied',
]);
export type AuditAction = z.infer<typeof AuditAction>;

const instant = z.string();

/** Who did it: a person (`id`: Google's id of them, `name`: e-mail address), an API key, a share link, the operator, or Willcall itself. */
export const AuditActor = z.object({
  kind: z.enum(['person', 'key', 'link', 'operator', 'willcall']),
  id: z.string(),
  name: z.string(),
});

/** One deed. `object`: what it was done to, such as `{kind: "report", id}`; `details`: ids, counts and names people gave to things. */
export const AuditEntry = z.object({
  id: z.string(),
  at: instant,
  actor: AuditActor,
  action: AuditAction,
  object: z.object({ kind: z.string(), id: z.nullable(z.string()) }),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Newest first. `next`: the value of `before` that answers the entries after these; null: these were the last. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.nullable(z.string()) });
export type AuditPage = z.infer<typeof AuditPage>;

const moment = z
  .string()
  .check(
    z.refine(
      (text) => isCalendarDate(text) || toInstant(text) !== null,
      'must be a day or a moment, such as 2027-05-21',
    ),
  );
const word = z.string().check(z.minLength(1), z.maxLength(320));

/**
 * Filters, all of these at once: at or after `from`, before `to` (a day begins in UTC), done by `actor` (id or name), `action`
 * ("report.ran", or "report" for every deed of that kind), done to `object` (its id, or its kind). At most `limit` (50, up to 500).
 */
export const AuditQuery = z.strictObject({
  from: z.optional(moment),
  to: z.optional(moment),
  actor: z.optional(word),
  action: z.optional(word),
  object: z.optional(word),
  before: z.optional(z.string().check(z.regex(/^[1-9]\d{0,17}$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|[1-4]\d\d|500)$/))),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
