import type { AuditAction } from '../../shared/audit.ts';
import type { Deed } from '../db/audit.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import { actorOf } from './actor.ts';
import type { Caller } from './identity.ts';

/** What a caller did to a spreadsheet, for the audit log of the team that linked it. */
export const spreadsheetDeed = (
  caller: Caller,
  { id, workspace_id: workspaceId, title }: Pick<SpreadsheetRow, 'id' | 'workspace_id' | 'title'>,
  action: AuditAction,
  details: Readonly<Record<string, unknown>> = {},
): Deed => ({
  workspaceId,
  actor: actorOf(caller),
  action,
  object: { kind: 'spreadsheet', id },
  details: { title, ...details },
});
