import * as z from 'zod/mini';

const id = z.uuid();
const instant = z.string();
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(320), z.regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/));

/** Admins manage connections, people and links; members create and change reports. */
export const Role = z.enum(['admin', 'member']);
export type Role = z.infer<typeof Role>;

/** What people may do with a report who only proved that they can edit its spreadsheet. */
export const ReportEditors = z.enum(['refresh', 'see', 'none']);
export type ReportEditors = z.infer<typeof ReportEditors>;

/** The caller's own team. `version` is its ETag. */
export const Workspace = z.object({ id, name: z.string(), role: Role, createdAt: instant, version: z.int() });
export type Workspace = z.infer<typeof Workspace>;
export const WorkspaceChange = z.strictObject({ name });
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

/** Deleting asks for the name, so that nobody deletes the wrong one, or by accident. */
export const WorkspaceDeletion = z.strictObject({ name: z.string().check(z.maxLength(200)) });
export type WorkspaceDeletion = z.infer<typeof WorkspaceDeletion>;
/** What was deleted: rows by table. `notReached`: sentences about what Willcall cannot delete. */
export const WorkspaceReceipt = z.object({
  id,
  name: z.string(),
  deletedAt: instant,
  counts: z.record(z.string(), z.number()),
  notReached: z.array(z.string()),
});
export type WorkspaceReceipt = z.infer<typeof WorkspaceReceipt>;

export const Member = z.object({ id, email: z.string(), role: Role, joinedAt: instant, isYou: z.boolean() });
export type Member = z.infer<typeof Member>;
/** `removed`: what they made can still be taken over; they do not come back by their domain. */
export const MemberList = z.object({
  members: z.array(Member),
  removed: z.array(z.object({ id, email: z.string(), removedAt: instant })),
});
export type MemberList = z.infer<typeof MemberList>;
export const MemberChange = z.strictObject({ role: Role });
export type MemberChange = z.infer<typeof MemberChange>;

/** Something a person made, or entered: `kind` is `connection`, `report`, `key`, `link`, `notice-target` or the like. */
export const Belonging = z.object({ kind: z.string(), id: z.string(), name: z.string() });
export type Belonging = z.infer<typeof Belonging>;

/**
 * What stays behind of somebody who left or was removed. `belongings`: what they made, which goes on working and which an admin may
 * take over or change. `spreadsheets`: those they had proved; whoever can edit them in Google still can. `schedules`: how many of
 * their reports go on being refreshed. `advice`: sentences on what to do.
 */
export const Removal = z.object({
  id,
  email: z.string(),
  belongings: z.array(Belonging),
  spreadsheets: z.array(z.object({ id, title: z.nullable(z.string()) })),
  schedules: z.number(),
  advice: z.array(z.string()),
});
export type Removal = z.infer<typeof Removal>;

/** What was put under the caller's name. */
export const TakeOver = z.object({ from: z.string(), belongings: z.array(Belonging) });
export type TakeOver = z.infer<typeof TakeOver>;

/** `role`: default `member`. */
export const InvitationInput = z.strictObject({ email, role: z.optional(Role) });
export type InvitationInput = z.infer<typeof InvitationInput>;
/** `message` is a text to forward to the person who is invited. */
export const Invitation = z.object({
  id,
  email: z.string(),
  role: Role,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  isExpired: z.boolean(),
  message: z.string(),
});
export type Invitation = z.infer<typeof Invitation>;
/** `mailed`: the message was sent to the address; otherwise it is to be forwarded. */
export const SentInvitation = z.extend(Invitation, { mailed: z.boolean() });
export type SentInvitation = z.infer<typeof SentInvitation>;
export const InvitationList = z.object({ invitations: z.array(Invitation) });
export type InvitationList = z.infer<typeof InvitationList>;

const domain = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/));
export const DomainInput = z.strictObject({ domain });
export type DomainInput = z.infer<typeof DomainInput>;
export const Domain = z.object({ id, domain: z.string(), approvedBy: z.string(), createdAt: instant });
export type Domain = z.infer<typeof Domain>;
export const DomainList = z.object({ domains: z.array(Domain) });

/**
 * The signed-in person. `workspace`: null until they link a spreadsheet, add a connection or join a team. `invitations`: those to their
 * address; `joinable`: teams that approved their domain. Both only teams they do not belong to.
 */
export const Me = z.object({
  email: z.string(),
  workspaceId: z.nullable(id),
  workspace: z.nullable(Workspace),
  invitations: z.array(
    z.object({ id, workspaceName: z.string(), role: Role, invitedBy: z.string(), expiresAt: instant }),
  ),
  joinable: z.array(z.object({ workspaceId: id, workspaceName: z.string(), domain: z.string() })),
});
export type Me = z.infer<typeof Me>;
