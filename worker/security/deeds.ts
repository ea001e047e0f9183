import type { AuditAction } from '../../shared/audit.ts';
import type { Deed } from '../db/audit.ts';
import type { ReportRow } from '../db/reports.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import { actorOf } from './actor.ts';
import type { Caller } from './identity.ts';

type Details = Readonly<Record<string, unknown>>;

/** `on`: the team whose audit log tells it, and what it was done to. */
const deed = (
  caller: Caller,
  on: Pick<Deed, 'workspaceId' | 'object'>,
  action: AuditAction,
  details: Details,
): Deed => ({ ...on, actor: actorOf(caller), action, details });

/** What a caller did to a report, for the audit log: in the team the report belongs to, whoever the caller is. */
export const reportDeed = (
  caller: Caller,
  { id, workspace_id, name }: Pick<ReportRow, 'id' | 'workspace_id' | 'name'>,
  action: AuditAction,
  details: Details = {},
): Deed => deed(caller, { workspaceId: workspace_id, object: { kind: 'report', id } }, action, { name, ...details });

/** What a caller did to a spreadsheet, for the audit log of the team that linked it. */
export const spreadsheetDeed = (
  caller: Caller,
  { id, workspace_id, title }: Pick<SpreadsheetRow, 'id' | 'workspace_id' | 'title'>,
  action: AuditAction,
  details: Details = {},
): Deed =>
  deed(caller, { workspaceId: workspace_id, object: { kind: 'spreadsheet', id } }, action, { title, ...details });
