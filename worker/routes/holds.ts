import { Report } from '../../shared/api.ts';
import { HoldDecision } from '../../shared/changes.ts';
import { recordDeed } from '../db/audit.ts';
import { rejectHold } from '../db/report-hold.ts';
import type { Deps } from '../deps.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { reportDeed } from '../security/deeds.ts';
import { withLastRun } from './report-view.ts';
import { bodyRoute, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

/** Whoever may have the tab written decides what is done to it. */
async function decide(
  { deps, access }: Parts,
  caller: Caller,
  id: string,
  { decision }: HoldDecision,
): Promise<Report> {
  const report = await access.refreshable(caller, id);
  if (report.spreadsheet_id !== null) await access.requireProof(caller, report.spreadsheet_id);
  if (decision === 'accept') await deps.acceptHold({ id, workspaceId: report.workspace_id }, caller.subject);
  else await rejectHold(deps.db, report);
  await recordDeed(deps.db, reportDeed(caller, report, 'report.decided', { decision }));
  return await withLastRun(deps, await access.report(caller, id));
}

/** What reports hold back until somebody decides. */
export function holdRoutes(deps: Deps, access: Access): Route[] {
  return [
    bodyRoute(HoldDecision, {
      method: 'post',
      path: '/v1/reports/{id}/hold',
      who: 'viewer',
      key: 'refresh',
      summary:
        'Decide on what a report holds back: "accept" queues a run that does it (the answer\'s lastRun), "reject" keeps things as they are until more is held back',
      answer: { status: 200, schema: Report },
      failures: ['forbidden', 'spreadsheet-not-linked', 'conflict'],
      handle: ({ caller, id, body }) => decide({ deps, access }, caller, id, body),
    }),
  ];
}
