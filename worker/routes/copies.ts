import { CopyInput, CopyMade, FoundCopy } from '../../shared/copies.ts';
import { describeCopy, findCopied, type CopiedReport } from '../copies/find-copy.ts';
import { setUpCopy } from '../copies/set-up.ts';
import { noteCopies, tabsByKeys } from '../db/copies.ts';
import { knownSpreadsheet, type SpreadsheetRow } from '../db/spreadsheets.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { tellMakerOfSchedule } from '../notices/first-target.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import { withLastRuns } from './report-view.ts';
import { bodyRoute, route, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };

/** A spreadsheet the caller has proved to be able to edit: only they are told what its tabs are. */
async function provedSpreadsheet({ deps, access }: Parts, caller: Caller, id: string): Promise<SpreadsheetRow> {
  const row = await knownSpreadsheet(deps.db, await access.viewerOf(caller), id);
  if (!row) throw new Failure('not-found', 'There is no such spreadsheet.');
  return await access.requireProof(caller, id);
}

/** Google is asked until it is known that nothing came along. */
async function copiedIn({ deps }: Parts, workspaceId: string, spreadsheet: SpreadsheetRow): Promise<CopiedReport[]> {
  if (spreadsheet.has_copies === false) return [];
  const { marked, keyed } = await deps.copies.read(spreadsheet.google_id);
  const isAny = marked.length + keyed.length > 0;
  if (spreadsheet.has_copies !== isAny) await noteCopies(deps.db, spreadsheet.id, isAny);
  const tabs = [...marked, ...(await tabsByKeys(deps.db, workspaceId, keyed))];
  return await findCopied(deps.db, workspaceId, spreadsheet, tabs);
}

async function look(parts: Parts, caller: Caller, id: string): Promise<FoundCopy> {
  const spreadsheet = await provedSpreadsheet(parts, caller, id);
  const workspaceId = await parts.access.workspaceOf(caller);
  if (workspaceId === null || spreadsheet.workspace_id !== workspaceId) return { copy: null };
  const copied = await copiedIn(parts, workspaceId, spreadsheet);
  return { copy: await describeCopy(parts.deps, workspaceId, copied) };
}

async function setUp(parts: Parts, caller: Caller, id: string, input: CopyInput): Promise<CopyMade> {
  const { deps, access } = parts;
  const spreadsheet = await provedSpreadsheet(parts, caller, id);
  const workspaceId = await access.requireMember(caller);
  if (spreadsheet.workspace_id !== workspaceId) {
    throw new Failure('forbidden', 'Another team linked this spreadsheet first: only they can add reports to it.');
  }
  const copied = await copiedIn(parts, workspaceId, spreadsheet);
  const made = await setUpCopy(parts, { caller, spreadsheet }, copied, input);
  const reports = await withLastRuns(deps, made);
  if (reports.some(({ schedule }) => schedule !== null)) await tellMakerOfSchedule(deps, caller, workspaceId);
  return { reports };
}

/** Spreadsheets that were copied from another one, lists and all. */
export function copyRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/spreadsheets/{id}/copy',
      who: 'viewer',
      summary: 'What a copied spreadsheet is a copy of: lists of your team that came along and are not set up in it',
      answer: { status: 200, schema: FoundCopy },
      failures: ['spreadsheet-not-linked', 'spreadsheet-not-shared', 'spreadsheet-gone'],
      handle: ({ caller, id }) => look(parts, caller, id),
    }),
    bodyRoute(CopyInput, {
      method: 'post',
      path: '/v1/spreadsheets/{id}/copy',
      who: 'member',
      summary: 'Set up the same reports in a copied spreadsheet, for other events: all or none. None is refreshed yet',
      answer: { status: 201, schema: CopyMade },
      failures: ['spreadsheet-not-linked', 'spreadsheet-not-shared', 'spreadsheet-gone', 'conflict', 'forbidden'],
      handle: ({ caller, id, body }) => setUp(parts, caller, id, body),
    }),
  ];
}
