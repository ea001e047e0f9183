import { NewShareLink, ShareLink, ShareLinkInput, ShareLinkList } from '../../shared/audiences.ts';
import { DAY_MS, toInstant } from '../../shared/dates.ts';
import { findAudience, type AudienceRow } from '../db/audiences.ts';
import { recordDeed } from '../db/audit.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { findReport } from '../db/reports.ts';
import { insertShareLink, revokeShareLink, shareLink, shareLinks, type ShareLinkRow } from '../db/share-links.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { whileLocked } from '../people/members.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { hashOfLinkToken, newLinkToken } from '../security/link-token.ts';
import { toShareLink } from './audience-view.ts';
import { ownAddress } from './own-address.ts';
import { bodyRoute, route, type Asked, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

/** How long a link is open after the event when nobody says. */
const DAYS_AFTER_EVENT = 14;
const MOST_DAYS = 400;

const refused = (sentence: string) => new Failure('invalid-request', sentence);

/** An event that is over already leaves no link that is closed from the start. */
function standardEnd(eventEnds: Date | null, now: Date): Date {
  const from = Math.max(eventEnds?.getTime() ?? 0, now.getTime());
  return new Date(from + DAYS_AFTER_EVENT * DAY_MS);
}

/** @throws Failure `invalid-request` naming the field */
function endOf(asked: string | undefined, eventEnds: Date | null, now: Date): Date {
  if (asked === undefined) return standardEnd(eventEnds, now);
  const instant = toInstant(asked);
  const at = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(at)) throw refused('The field "expiresAt" is wrong: write it like 2027-05-21T22:00:00Z.');
  if (at <= now.getTime()) throw refused('The field "expiresAt" is wrong: it is past already.');
  if (at > now.getTime() + MOST_DAYS * DAY_MS)
    throw refused(`The field "expiresAt" is wrong: a link is open for ${MOST_DAYS} days at most.`);
  return new Date(at);
}

const noAudience = () => new Failure('not-found', 'There is no such list for other eyes.');

async function audienceOf({ deps, access }: Parts, caller: Caller, id: string): Promise<AudienceRow> {
  const row = await findAudience(deps.db, { id, workspace_id: await access.requireAdmin(caller) });
  if (!row) throw noAudience();
  return row;
}

const deed = (caller: Caller, link: ShareLinkRow, action: 'link.created' | 'link.revoked') => ({
  workspaceId: link.workspace_id,
  actor: actorOf(caller),
  action,
  object: { kind: 'link', id: link.id },
  details: { name: link.name, audience: link.audience, report: link.report_id },
});

async function create(parts: Parts, { c, caller, id }: Asked, input: ShareLinkInput): Promise<NewShareLink> {
  const { deps } = parts;
  const audience = await audienceOf(parts, caller, id);
  if (audience.spreadsheet_id !== null)
    throw refused('This list goes into a tab: share that spreadsheet, or make another list for share links.');
  const report = await findReport(deps.db, audience.report_id);
  const token = newLinkToken();
  const link = await whileLocked(deps.db, caller, {}, async ({ db, workspace }) => {
    if (workspace.id !== audience.workspace_id) throw noAudience();
    const linkId = await insertShareLink(db, {
      workspace_id: audience.workspace_id,
      audience_id: audience.id,
      name: input.name,
      token_hash: hashOfLinkToken(token),
      expires_at: endOf(input.expiresAt, report?.event_ends_at ?? null, deps.now()),
      created_by: caller.subject,
      created_by_email: caller.email,
    });
    const made = await shareLink(db, linkId);
    if (!made) throw new Error('a link was not read back');
    await recordDeed(db, deed(caller, made, 'link.created'));
    return made;
  });
  return { link: toShareLink(link, deps.now()), address: ownAddress(c, deps.publicUrl, `/s#${link.id}.${token}`) };
}

async function revoke({ deps, access }: Parts, { caller, id }: Asked): Promise<ShareLink> {
  const workspaceId = await access.requireAdmin(caller);
  const link = await inTransaction(deps.db, async (db) => {
    const isRevoked = await revokeShareLink(db, workspaceId, id, deps.now());
    const found = await shareLink(db, id);
    if (!found || found.workspace_id !== workspaceId) throw new Failure('not-found', 'There is no such link.');
    if (isRevoked) await recordDeed(db, deed(caller, found, 'link.revoked'));
    return found;
  });
  return toShareLink(link, deps.now());
}

const listed = (links: readonly ShareLinkRow[], now: Date) => ({ links: links.map((link) => toShareLink(link, now)) });

/** Links that show a list to whoever has them, without signing in. */
export function shareLinkRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/links',
      who: 'admin',
      summary: "The team's share links, newest first",
      answer: { status: 200, schema: ShareLinkList },
      handle: async ({ caller }) => listed(await shareLinks(deps.db, await access.requireAdmin(caller)), deps.now()),
    }),
    route({
      method: 'get',
      path: '/v1/audiences/{id}/links',
      who: 'admin',
      summary: 'The share links of a list for other eyes, newest first',
      answer: { status: 200, schema: ShareLinkList },
      handle: async ({ caller, id }) => {
        const audience = await audienceOf(parts, caller, id);
        return listed(await shareLinks(deps.db, audience.workspace_id, audience.id), deps.now());
      },
    }),
    bodyRoute(ShareLinkInput, {
      method: 'post',
      path: '/v1/audiences/{id}/links',
      who: 'admin',
      summary:
        'Make a share link. Its address is told once: whoever has it sees the list until it expires or is revoked',
      answer: { status: 201, schema: NewShareLink },
      handle: ({ body, ...asked }) => create(parts, asked, body),
    }),
    route({
      method: 'delete',
      path: '/v1/links/{id}',
      who: 'admin',
      summary: 'Revoke a share link: it shows nothing from now on',
      answer: { status: 200, schema: ShareLink },
      handle: (asked) => revoke(parts, asked),
    }),
  ];
}
