import { PreflightInput } from '../../shared/api.ts';
import { Preflight } from '../../shared/changes.ts';
import { isTakingOver, type ReportRow } from '../db/reports.ts';
import { spreadsheetOfWorkspace, type SpreadsheetRow } from '../db/spreadsheets.ts';
import type { Deps, PreflightAsked } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { checkDestination, isElsewhere } from './destination.ts';
import { PROVIDER_FAILURES } from './provider-failures.ts';
import { changedInput, inputWith, questionOf, storedQuestion, toInput, type WholeInput } from './report-input.ts';
import { bodyRoute, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };
type Saved = Extract<PreflightInput, { reportId: string }>;

function refuseNoTab(): never {
  throw new Failure('invalid-request', 'The field "destination" is wrong: choose a spreadsheet and a tab first.');
}

const writingOf = ({ writeMode, writing, destination }: WholeInput) => ({
  writeMode,
  writing,
  tab: destination?.tab ?? refuseNoTab(),
});

/** The report as it is, for everybody who may refresh it. */
async function ofReport({ deps, access }: Parts, caller: Caller, row: ReportRow): Promise<PreflightAsked> {
  if (row.spreadsheet_id === null) refuseNoTab();
  await access.requireProof(caller, row.spreadsheet_id);
  const spreadsheet = await spreadsheetOfWorkspace(deps.db, row.workspace_id, row.spreadsheet_id);
  const report = { id: row.id, sheetId: row.sheet_id, takesOver: isTakingOver(row) };
  return {
    ...writingOf(toInput(row)),
    question: await storedQuestion(deps, row),
    spreadsheet,
    report,
    rows: rowsOf(row),
  };
}

/** Rows it had in its tab; null: it never had any. */
function rowsOf({ published_at, sources }: ReportRow): number | null {
  return published_at === null ? null : sources.reduce((sum, { rows }) => sum + rows, 0);
}

/** The report as it would be, for those who may change it. */
async function ofChange(
  { deps, access }: Parts,
  caller: Caller,
  { reportId, change = {} }: Saved,
): Promise<PreflightAsked> {
  const row = await access.ownReport(caller, reportId);
  const before = toInput(row);
  const after = changedInput(before, change);
  const { question, spreadsheet } = await checked({ deps, access }, caller, row.workspace_id, after);
  const isMoved = isElsewhere(before.destination, after.destination);
  const report = { id: row.id, sheetId: isMoved ? null : row.sheet_id, takesOver: !isMoved && isTakingOver(row) };
  return { ...writingOf(after), question, spreadsheet, report, rows: null };
}

async function ofInput(parts: Parts, caller: Caller, input: WholeInput): Promise<PreflightAsked> {
  const workspaceId = await parts.access.workspaceOf(caller);
  const { question, spreadsheet } = await checked(parts, caller, workspaceId ?? '', input);
  return { ...writingOf(input), question, spreadsheet, report: null, rows: null };
}

async function checked({ access }: Parts, caller: Caller, workspaceId: string, input: WholeInput) {
  const question = await questionOf(access, caller, input);
  const spreadsheet: SpreadsheetRow | null = await checkDestination(access, caller, workspaceId, input.destination);
  return { question, spreadsheet: spreadsheet ?? refuseNoTab() };
}

async function preflight(parts: Parts, caller: Caller, asked: PreflightInput): Promise<Preflight> {
  const { deps, access } = parts;
  if (!('reportId' in asked)) return await deps.preflight(await ofInput(parts, caller, inputWith(asked)));
  if (asked.change) return await deps.preflight(await ofChange(parts, caller, asked));
  return await deps.preflight(await ofReport(parts, caller, await access.refreshable(caller, asked.reportId)));
}

/** What a refresh would take, told before anything is written. */
export function preflightRoutes(deps: Deps, access: Access): Route[] {
  return [
    bodyRoute(PreflightInput, {
      method: 'post',
      path: '/v1/reports/preflight',
      who: 'viewer',
      key: 'refresh',
      summary:
        'What a full refresh would take and do to its tab, of a saved report (as it is, or after a change) or of one that is not saved yet; nothing is written',
      answer: { status: 200, schema: Preflight },
      failures: [
        'forbidden',
        'spreadsheet-not-linked',
        'spreadsheet-not-shared',
        'spreadsheet-gone',
        ...PROVIDER_FAILURES,
      ],
      handle: ({ caller, body }) => preflight({ deps, access }, caller, body),
    }),
  ];
}
