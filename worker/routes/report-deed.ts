import type { AuditAction } from '../../shared/audit.ts';
import type { Deed } from '../db/audit.ts';
import type { ReportRow } from '../db/reports.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';

/** What a caller did to a report, for the audit log: in the team the report belongs to, whoever the caller is. */
export const reportDeed = (
  caller: Caller,
  { id, workspace_id: workspaceId, name }: Pick<ReportRow, 'id' | 'workspace_id' | 'name'>,
  action: AuditAction,
  details: Readonly<Record<string, unknown>> = {},
): Deed => ({
  workspaceId,
  actor: actorOf(caller),
  action,
  object: { kind: 'report', id },
  details: { name, ...details },
});
