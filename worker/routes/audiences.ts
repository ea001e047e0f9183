import { Audience, AudienceChange, AudienceInput, AudienceList, type AudienceColumn } from '../../shared/audiences.ts';
import { Deleted, type Destination } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import { problemBeside } from '../audiences/neighbours.ts';
import { columnsChosen, columnsToChoose } from '../audiences/report-columns.ts';
import { checkSeeing, plainColumns } from '../audiences/view.ts';
import {
  audiencesOfReport,
  columnsOfReport,
  deleteAudience,
  findAudience,
  insertAudience,
  lockSpreadsheet,
  updateAudience,
  type AudienceRow,
} from '../db/audiences.ts';
import { recordDeed, type Deed } from '../db/audit.ts';
import type { Database } from '../db/connection.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { findReport, type ReportRow } from '../db/reports.ts';
import { liveLinks } from '../db/share-links.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { toAudiences } from './audience-view.ts';
import { checkDestination, storedDestination } from './destination.ts';
import { requireVersion, wantedVersion, withEtag } from './etag.ts';
import { bodyRoute, route, type Asked, type Route } from './route.ts';

type Parts = { deps: Deps; access: Access };
/** An audience with nothing left out. */
type Whole = {
  name: string;
  columns: AudienceColumn[];
  consentColumn: string | null;
  destination: Destination | null;
};

const refused = (sentence: string) => new Failure('invalid-request', sentence);

async function one({ deps }: Parts, row: AudienceRow): Promise<Audience> {
  const [audience] = await toAudiences(deps, [row]);
  if (!audience) throw new Error('an audience was not shown');
  return audience;
}

/** @throws Failure `not-found`, also when it belongs to another workspace */
async function ownAudience({ deps, access }: Parts, caller: Caller, id: string): Promise<AudienceRow> {
  const row = await findAudience(deps.db, { id, workspace_id: await access.requireMember(caller) });
  if (!row) throw new Failure('not-found', 'There is no such list for other eyes.');
  return row;
}

/** What it can show: for a share link what the report's tab has, which is what the link reads; for a tab all the report could have. */
async function columnsFor({ db, catalogue }: Deps, reportId: string, to: Destination | null): Promise<Column[]> {
  const report = await columnsOfReport(db, reportId);
  if (!report) throw new Failure('not-found', 'There is no such report.');
  return to === null ? columnsChosen(catalogue, report) : columnsToChoose(catalogue, report);
}

/** @throws Failure `invalid-request` naming the field, `spreadsheet-not-linked`, `forbidden` */
async function check({ deps, access }: Parts, caller: Caller, report: ReportRow, wanted: Whole, moved: boolean) {
  const { destination: to } = wanted;
  if (to === null && report.spreadsheet_id === null)
    throw refused('The field "destination" is missing: this report writes into no tab that a share link could show.');
  checkSeeing(await columnsFor(deps, report.id, to), {
    columns: wanted.columns,
    consentColumn: wanted.consentColumn,
  });
  if (to === null) return;
  if (to.spreadsheet === report.spreadsheet_id)
    throw refused(
      'The field "destination.spreadsheet" is wrong: whoever opens a spreadsheet can read and copy every tab in it, hidden ones too. Choose another one than that of the report.',
    );
  if (moved) await checkDestination(access, caller, report.workspace_id, to);
}

/** In the transaction that saves it, so that nobody puts something else beside it meanwhile. */
async function refuseBeside({ deps }: Parts, db: Database, id: string | null, report: ReportRow, wanted: Whole) {
  if (wanted.destination === null) return;
  await lockSpreadsheet(db, wanted.destination.spreadsheet);
  const audience = { id, report_id: report.id, columns: wanted.columns };
  const { catalogue } = deps;
  const problem = await problemBeside({ db, catalogue }, wanted.destination.spreadsheet, audience);
  if (problem !== null) throw refused(`The field "destination.spreadsheet" is wrong: ${problem}`);
}

const stored = ({ name, columns, consentColumn, destination }: Whole) => ({
  name,
  columns: JSON.stringify(columns),
  consent_column: consentColumn,
  ...storedDestination(destination),
});

const deed = (caller: Caller, row: AudienceRow, what: 'created' | 'changed' | 'deleted', fields?: string[]): Deed => ({
  workspaceId: row.workspace_id,
  actor: actorOf(caller),
  action: 'audience.changed',
  object: { kind: 'audience', id: row.id },
  details: { name: row.name, report: row.report_id, what, ...(fields && { fields }) },
});

/** Whose list is changed by whom; `wanted`: the version that is to be changed, null: whichever there is. */
type Change = Pick<Asked, 'caller' | 'id'> & { readonly wanted: number | null };

const asChange = ({ c, caller, id }: Asked): Change => ({ caller, id, wanted: wantedVersion(c) });

async function shown(parts: Parts, { c }: Asked, row: AudienceRow): Promise<Audience> {
  return withEtag(c, row.version, await one(parts, row));
}

/** `id`: of the report. Also used for report files. @throws Failure */
export async function createAudience(
  parts: Parts,
  { caller, id }: Pick<Asked, 'caller' | 'id'>,
  input: AudienceInput,
): Promise<AudienceRow> {
  const { deps, access } = parts;
  const report = await access.ownReport(caller, id);
  const destination = input.destination ?? null;
  const columns = input.columns ?? plainColumns(await columnsFor(deps, report.id, null));
  const wanted: Whole = { name: input.name, columns, consentColumn: input.consentColumn ?? null, destination };
  if (columns.length === 0) throw refused('The field "columns" is missing: all columns of this report are personal.');
  await check(parts, caller, report, wanted, true);
  return await inTransaction(deps.db, async (db) => {
    await refuseBeside(parts, db, null, report, wanted);
    const owner = { workspace_id: report.workspace_id, report_id: report.id, created_by: caller.subject };
    const made = await insertAudience(db, { ...stored(wanted), ...owner });
    await recordDeed(db, deed(caller, made, 'created'));
    return made;
  });
}

const destinationOf = ({ spreadsheet_id, tab }: AudienceRow): Destination | null =>
  spreadsheet_id === null || tab === null ? null : { spreadsheet: spreadsheet_id, tab };

const isSamePlace = (a: Destination | null, b: Destination | null) =>
  a?.spreadsheet === b?.spreadsheet && a?.tab === b?.tab;

/** In another tab it begins anew. */
const ANEW = { sheet_id: null, generation: 0, published_at: null, published_run: null, published_as: null, rows: null };

/** What strangers see through links that are open now is for whoever made these links to decide. */
async function refuseWidening({ deps, access }: Parts, caller: Caller, row: AudienceRow, change: AudienceChange) {
  const isSeen = change.columns !== undefined || change.consentColumn !== undefined;
  if (!isSeen || !(await liveLinks(deps.db, [row.id], deps.now())).has(row.id)) return;
  if ((await access.role(caller)) === 'admin') return;
  throw new Failure(
    'forbidden',
    'Share links show this list now, so only an admin changes what is in it. Ask one, or have the links revoked first.',
  );
}

/** Also used for report files. @throws Failure */
export async function changeAudience(
  parts: Parts,
  { caller, id, wanted: version }: Change,
  asked: AudienceChange,
): Promise<AudienceRow> {
  const { deps } = parts;
  const row = await ownAudience(parts, caller, id);
  requireVersion(version, row.version);
  const report = await findReport(deps.db, row.report_id);
  if (!report) throw new Failure('not-found', 'There is no such report.');
  await refuseWidening(parts, caller, row, asked);
  const before = destinationOf(row);
  const wanted: Whole = {
    name: asked.name ?? row.name,
    columns: asked.columns ?? row.columns,
    consentColumn: asked.consentColumn === undefined ? row.consent_column : asked.consentColumn,
    destination: asked.destination === undefined ? before : asked.destination,
  };
  const isMoved = !isSamePlace(before, wanted.destination);
  if (isMoved && wanted.destination !== null) await refuseLinked(parts, row);
  await check(parts, caller, report, wanted, isMoved);
  const changed = await inTransaction(deps.db, async (db) => {
    await refuseBeside(parts, db, row.id, report, wanted);
    const healed = { problem: null, problem_code: null };
    const written = await updateAudience(db, row, { ...stored(wanted), ...healed, ...(isMoved && ANEW) });
    if (written) await recordDeed(db, deed(caller, written, 'changed', Object.keys(asked)));
    return written;
  });
  if (!changed) throw new Failure('conflict', 'Somebody changed this meanwhile. Reload it, then change it.');
  deps.sharedLists.forget(row.id);
  return changed;
}

async function refuseLinked({ deps }: Parts, row: AudienceRow): Promise<void> {
  if (!(await liveLinks(deps.db, [row.id], deps.now())).has(row.id)) return;
  throw new Failure('conflict', 'Share links show this list. Make another one for a tab, or revoke the links first.');
}

/** Also used for report files. @throws Failure */
export async function removeAudience(parts: Parts, { caller, id }: Pick<Asked, 'caller' | 'id'>) {
  const { deps } = parts;
  const row = await ownAudience(parts, caller, id);
  await inTransaction(deps.db, async (db) => {
    await deleteAudience(db, row);
    await recordDeed(db, deed(caller, row, 'deleted'));
  });
  deps.sharedLists.forget(row.id);
  return { deleted: true };
}

const FAILURES = ['conflict', 'forbidden', 'spreadsheet-not-linked'] as const;

function oneRoutes(parts: Parts): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/audiences/{id}',
      who: 'member',
      summary: 'One list for other eyes',
      answer: { status: 200, schema: Audience },
      handle: async (asked) => await shown(parts, asked, await ownAudience(parts, asked.caller, asked.id)),
    }),
    bodyRoute(AudienceChange, {
      method: 'patch',
      path: '/v1/audiences/{id}',
      who: 'member',
      summary:
        'Change a list for other eyes; fields that are left out stay. While share links show it, only admins change its columns',
      answer: { status: 200, schema: Audience },
      failures: FAILURES,
      handle: async ({ body, ...asked }) =>
        await shown(parts, asked, await changeAudience(parts, asChange(asked), body)),
    }),
    route({
      method: 'delete',
      path: '/v1/audiences/{id}',
      who: 'member',
      summary: 'Delete a list for other eyes, with its share links; its tab stays as it is',
      answer: { status: 200, schema: Deleted },
      handle: (asked) => removeAudience(parts, asked),
    }),
  ];
}

/** A report's rows for other eyes. */
export function audienceRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/reports/{id}/audiences',
      who: 'member',
      summary: "The report's lists for other eyes",
      answer: { status: 200, schema: AudienceList },
      handle: async ({ caller, id }) => {
        const report = await access.ownReport(caller, id);
        return { audiences: await toAudiences(deps, await audiencesOfReport(deps.db, report.id)) };
      },
    }),
    bodyRoute(AudienceInput, {
      method: 'post',
      path: '/v1/reports/{id}/audiences',
      who: 'member',
      summary:
        'Make a list for other eyes: fewer columns, masks, only rows whose guest agreed; for share links, or for a tab of another spreadsheet that is written with each refresh',
      answer: { status: 201, schema: Audience },
      failures: FAILURES,
      handle: async ({ body, ...asked }) => await shown(parts, asked, await createAudience(parts, asked, body)),
    }),
    ...oneRoutes(parts),
  ];
}
