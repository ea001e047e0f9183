import type { ExpressionBuilder } from 'kysely';
import type { Database } from './connection.ts';
import type { Tables } from './tables.ts';

/** Which entries; what is left out does not matter. `before`: id of an entry, only older ones; `action`: one, or the part before the dot. */
export type AuditFilter = {
  from?: Date;
  to?: Date;
  actor?: string;
  action?: string;
  object?: string;
  before?: string;
};

/** An entry as it is stored; `details` as they were given. */
export type AuditRow = {
  id: string;
  at: Date;
  actor_kind: Tables['audit_log']['actor_kind'];
  actor: string;
  actor_name: string;
  action: string;
  object_kind: string;
  object_id: string | null;
  details: Record<string, unknown>;
};

function conditions(where: ExpressionBuilder<Tables, 'audit_log'>, filter: AuditFilter) {
  const { from, to, actor, action, object, before } = filter;
  return where.and([
    ...(from ? [where('at', '>=', from)] : []),
    ...(to ? [where('at', '<', to)] : []),
    ...(actor === undefined ? [] : [where.or([where('actor', '=', actor), where('actor_name', '=', actor)])]),
    ...(action === undefined ? [] : [isAction(where, action)]),
    ...(object === undefined ? [] : [where.or([where('object_id', '=', object), where('object_kind', '=', object)])]),
    ...(before === undefined ? [] : [where('id', '<', before)]),
  ]);
}

const isAction = (where: ExpressionBuilder<Tables, 'audit_log'>, action: string) =>
  action.includes('.')
    ? where('action', '=', action)
    : where('action', 'like', `${action.replace(/[\\%_]/g, '\\$&')}.%`);

/** Newest first, at most `limit`. */
export async function auditEntries(
  db: Database,
  workspaceId: string,
  filter: AuditFilter,
  limit: number,
): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit_log')
    .select(['id', 'at', 'actor_kind', 'actor', 'actor_name', 'action', 'object_kind', 'object_id', 'details'])
    .where('workspace_id', '=', workspaceId)
    .where((where) => conditions(where, filter))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}
