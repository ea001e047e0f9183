import * as z from 'zod/mini';
import { ReportFileInput, ReportFileResult } from '../../shared/report-file.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { applyReportFile } from '../report-file/apply-file.ts';
import { exportReports } from '../report-file/export-reports.ts';
import { writeReportFile } from '../report-file/write-file.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { bodyRoute, queryRoute, type Route } from './route.ts';

const MEDIA_TYPE = 'application/yaml';

/** One report only; left out: all of the workspace. */
const ReportFileQuery = z.strictObject({ report: z.optional(z.uuid()) });
type ReportFileQuery = z.infer<typeof ReportFileQuery>;

type Parts = { deps: Deps; access: Access };

async function read({ deps, access }: Parts, caller: Caller, { report }: ReportFileQuery): Promise<Response> {
  const workspaceId = await access.workspaceOf(caller);
  const all = workspaceId === null ? [] : await exportReports(deps.db, workspaceId);
  const chosen = all.filter(({ row }) => report === undefined || row.id === report);
  if (report !== undefined && chosen.length === 0) throw new Failure('not-found', 'There is no such report.');
  const text = writeReportFile(chosen.map(({ file }) => file));
  return new Response(text, { headers: { 'content-type': `${MEDIA_TYPE}; charset=utf-8` } });
}

/** Reports as code: a file that says what they are like. */
export function reportFileRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    queryRoute(ReportFileQuery, {
      method: 'get',
      path: '/v1/report-file',
      who: 'member',
      summary:
        'The reports of the workspace (or one "report" of it) as a YAML file with names instead of ids; no secrets',
      answer: { status: 200, content: MEDIA_TYPE },
      failures: ['not-found'],
      handle: ({ caller, query }) => read(parts, caller, query),
    }),
    bodyRoute(ReportFileInput, {
      method: 'post',
      path: '/v1/report-file',
      who: 'member',
      summary:
        'Make reports be as a YAML file says: everything in it or, when something is wrong, nothing; answers what differs. "dryRun" only answers',
      answer: { status: 200, schema: ReportFileResult },
      failures: ['conflict', 'forbidden', 'not-found', 'spreadsheet-not-linked'],
      handle: ({ caller, body }) => applyReportFile(parts, caller, body),
    }),
  ];
}
