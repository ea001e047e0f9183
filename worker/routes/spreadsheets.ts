import { Deleted, Spreadsheet, SpreadsheetChange, SpreadsheetInput, SpreadsheetList } from '../../shared/api.ts';
import { recordDeed } from '../db/audit.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { deleteProof } from '../db/proofs.ts';
import { publishedReports } from '../db/reports.ts';
import {
  changeSpreadsheet,
  countUses,
  deleteSpreadsheet,
  knownSpreadsheet,
  knownSpreadsheets,
} from '../db/spreadsheets.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Caller } from '../security/identity.ts';
import { linkSpreadsheet, proveSpreadsheet, toSpreadsheet, type LinkDeps } from '../security/link.ts';
import { spreadsheetDeed } from '../security/deeds.ts';
import { ForceQuery } from './connections.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { bodyRoute, queryRoute, route, type Route } from './route.ts';

/** What linking takes, and how a report leaves the tab that tells how fresh lists are. */
export type SpreadsheetDeps = LinkDeps & Pick<Deps, 'removeStatus'>;

async function list({ db, access, now }: SpreadsheetDeps, caller: Caller) {
  const rows = await knownSpreadsheets(db, await access.viewerOf(caller));
  return { spreadsheets: rows.map((row) => toSpreadsheet(row, now())) };
}

async function read({ db, access, now }: SpreadsheetDeps, caller: Caller, id: string) {
  const row = await knownSpreadsheet(db, await access.viewerOf(caller), id);
  if (!row) throw new Failure('not-found', 'There is no such spreadsheet.');
  return toSpreadsheet(row, now());
}

/** Whoever may edit it decides what Willcall writes beside the lists. */
async function change(link: SpreadsheetDeps, caller: Caller, id: string, { statusTab }: SpreadsheetChange) {
  await read(link, caller, id);
  const row = await link.access.requireProof(caller, id);
  const { google_id: googleId } = row;
  await inTransaction(link.db, async (db) => {
    await changeSpreadsheet(db, id, { status_tab: statusTab });
    await recordDeed(db, spreadsheetDeed(caller, row, 'spreadsheet.changed', { statusTab }));
  });
  if (!statusTab) for (const report of await publishedReports(link.db, id)) link.removeStatus(googleId, report);
  return await read(link, caller, id);
}

/** The team that linked it unlinks it for everybody; anybody else gives up their own proof only. */
async function remove({ db, access }: SpreadsheetDeps, caller: Caller, id: string, force: boolean) {
  const viewer = await access.viewerOf(caller);
  const row = await knownSpreadsheet(db, viewer, id);
  if (!row) throw new Failure('not-found', 'There is no such spreadsheet.');
  if (row.linked_at !== null && row.workspace_id === viewer.workspaceId) {
    refuseWhileUsed(await countUses(db, 'spreadsheet_id', id), 'spreadsheet', force);
    await inTransaction(db, async (transaction) => {
      await deleteSpreadsheet(transaction, row.workspace_id, id);
      await recordDeed(transaction, spreadsheetDeed(caller, row, 'spreadsheet.unlinked'));
    });
  } else {
    await deleteProof(db, { spreadsheetId: id, subject: caller.subject });
  }
  return { deleted: true };
}

function oneRoutes(link: SpreadsheetDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/spreadsheets/{id}',
      who: 'viewer',
      summary: 'One spreadsheet',
      answer: { status: 200, schema: Spreadsheet },
      handle: ({ caller, id }) => read(link, caller, id),
    }),
    bodyRoute(SpreadsheetChange, {
      method: 'patch',
      path: '/v1/spreadsheets/{id}',
      who: 'viewer',
      summary: 'Whether a tab "Willcall" in it tells how fresh each list is; from the next refresh on',
      answer: { status: 200, schema: Spreadsheet },
      failures: ['spreadsheet-not-linked'],
      handle: ({ caller, id, body }) => change(link, caller, id, body),
    }),
  ];
}

/** Spreadsheets: linked once by whoever may edit them, proved again each day. */
export function spreadsheetRoutes(link: SpreadsheetDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/spreadsheets',
      who: 'signed-in',
      summary: 'The spreadsheets of the workspace, and those the caller has proved',
      answer: { status: 200, schema: SpreadsheetList },
      handle: ({ caller }) => list(link, caller),
    }),
    bodyRoute(SpreadsheetInput, {
      method: 'post',
      path: '/v1/spreadsheets',
      who: 'signed-in',
      summary:
        'Begin to link a spreadsheet: answers the one-time proof to leave in it, unless an earlier one still holds',
      answer: { status: 201, schema: Spreadsheet },
      handle: ({ caller, body }) => linkSpreadsheet(link, caller, body.spreadsheetId),
    }),
    ...oneRoutes(link),
    route({
      method: 'post',
      path: '/v1/spreadsheets/{id}/proof',
      who: 'viewer',
      key: 'none',
      summary:
        'Finish linking: the worker looks for the proof in the spreadsheet, which must be shared with writerEmail',
      answer: { status: 200, schema: Spreadsheet },
      failures: ['proof-missing', 'proof-expired', 'spreadsheet-not-shared', 'spreadsheet-gone'],
      handle: ({ caller, id }) => proveSpreadsheet(link, caller, id),
    }),
    queryRoute(ForceQuery, {
      method: 'delete',
      path: '/v1/spreadsheets/{id}',
      who: 'viewer',
      summary: 'Unlink a spreadsheet; nothing in it changes. With force=true also its reports are deleted here',
      answer: { status: 200, schema: Deleted },
      failures: ['conflict'],
      handle: ({ caller, id, query }) => remove(link, caller, id, query.force === 'true'),
    }),
  ];
}
