import { AuditAction, AuditPage, AuditQuery, type AuditEntry } from '../../shared/audit.ts';
import { isCalendarDate, toInstant } from '../../shared/dates.ts';
import { auditEntries, type AuditFilter, type AuditRow } from '../db/audit-pages.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { queryRoute, type Route } from './route.ts';

const STANDARD_LIMIT = 50;

type Parts = { deps: Pick<Deps, 'db'>; access: Access };

const instantOf = (text: string): Date => new Date(isCalendarDate(text) ? text : (toInstant(text) ?? text));

function checkAction(action: string): void {
  const known = AuditAction.options;
  if (known.some((one) => one === action || one.startsWith(`${action}.`))) return;
  const deeds = known.join(', ');
  throw new Failure(
    'invalid-request',
    `The field "action" is wrong: there is no deed of that name. There are: ${deeds}.`,
  );
}

function filterOf({ from, to, actor, action, object, before }: AuditQuery): AuditFilter {
  if (action !== undefined) checkAction(action);
  return {
    ...(from !== undefined && { from: instantOf(from) }),
    ...(to !== undefined && { to: instantOf(to) }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(object !== undefined && { object }),
    ...(before !== undefined && { before }),
  };
}

const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actor_kind, id: row.actor, name: row.actor_name },
  action: AuditAction.parse(row.action),
  object: { kind: row.object_kind, id: row.object_id },
  details: row.details,
});

async function read({ deps, access }: Parts, caller: Caller, query: AuditQuery): Promise<AuditPage> {
  const workspaceId = await access.requireAdmin(caller);
  const limit = Number(query.limit ?? STANDARD_LIMIT);
  // one more than asked for tells whether there are more
  const rows = await auditEntries(deps.db, workspaceId, filterOf(query), limit + 1);
  const entries = rows.slice(0, limit).map(toEntry);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** Who did what in the workspace. */
export function auditRoutes(deps: Pick<Deps, 'db'>, access: Access): Route[] {
  return [
    queryRoute(AuditQuery, {
      method: 'get',
      path: '/v1/audit',
      who: 'admin',
      summary:
        'Who did what, newest first: at or after "from", before "to", by "actor" (address, name or id), of one "action" ("report.ran", or "report"), to one "object" (id or kind); "before" goes on where "next" says',
      answer: { status: 200, schema: AuditPage },
      handle: ({ caller, query }) => read({ deps, access }, caller, query),
    }),
  ];
}
