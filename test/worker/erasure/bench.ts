import { randomBytes, randomUUID } from 'node:crypto';
import { createSealer } from '../../../worker/security/sealing.ts';
import { createLog } from '../../../worker/log.ts';
import type { Column } from '../../../shared/columns.ts';
import { insertErasure } from '../../../worker/db/erasures.ts';
import { takeLease } from '../../../worker/db/run-lease.ts';
import { openRun } from '../../../worker/db/runs.ts';
import type { ErasureParts } from '../../../worker/erasure/parts.ts';
import type { SheetsClient } from '../../../worker/sheets/client.ts';
import { ASSUMED } from '../../../worker/sheets/facts.ts';
import { testDatabase } from '../../helpers/database.ts';

const ADMIN = { kind: 'person', id: 'ada', name: 'ada@example.org' } as const;

export const column = (id: string, personal: Column['personal'] = 'none'): Column => ({
  id,
  title: id,
  type: 'text',
  personal,
  description: '',
  standard: true,
});

/** Google as it never answers: every call throws this. */
export function clientThat(throws: Error): SheetsClient {
  const refuse = async (): Promise<never> => await Promise.reject(throws);
  return {
    facts: ASSUMED,
    get: refuse,
    getValues: refuse,
    getResults: refuse,
    getShown: refuse,
    getBoxes: refuse,
    batchGetValues: refuse,
    batchUpdate: refuse,
    batchUpdateAndRead: refuse,
    updateValues: refuse,
    batchUpdateValues: refuse,
    pause: refuse,
  };
}

/** A database with a team and a spreadsheet of theirs, and what erasing needs. */
export async function erasureBench() {
  const database = await testDatabase();
  const { db } = database;
  const sealer = createSealer(randomBytes(32));
  const team = await db.insertInto('workspaces').values({ name: 'w' }).returning('id').executeTakeFirstOrThrow();
  const workspaceId = team.id;
  const sheet = { workspace_id: workspaceId, google_id: `sheet-${randomUUID()}`, writer_email: 'writer@example.org' };
  const { id: spreadsheetId } = await db
    .insertInto('spreadsheets')
    .values(sheet)
    .returning('id')
    .executeTakeFirstOrThrow();
  const published = async (reportId: string, generation: number, columns: readonly Column[]) => {
    const run = { workspace_id: workspaceId, report_id: reportId, requested_by: 'ada' };
    const { id } = await db.insertInto('runs').values(run).returning('id').executeTakeFirstOrThrow();
    const done = { status: 'done', generation, columns: JSON.stringify(columns), finished_at: new Date() } as const;
    await db.updateTable('runs').set(done).where('id', '=', id).execute();
  };
  const newReport = async (change: { generation?: number; retention?: object; columns?: readonly Column[] } = {}) => {
    const { generation = 1, retention = null, columns = [] } = change;
    const values = { workspace_id: workspaceId, name: 'r', dataset: 'tickets', columns: '[]', created_by: 'ada' };
    const { id } = await db
      .insertInto('reports')
      .values({ ...values, write_mode: 'sync', generation, spreadsheet_id: spreadsheetId, tab: randomUUID() })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (retention)
      await db
        .updateTable('reports')
        .set({ retention: JSON.stringify(retention) })
        .where('id', '=', id)
        .execute();
    if (columns.length > 0) await published(id, generation, columns);
    return id;
  };
  /** Their lists wait to be cleared. @returns the places, in the order of the reports. */
  const waiting = async (reports: readonly string[], kind: 'person' | 'retention' = 'person') => {
    const places = reports.map((reportId) => ({ reportId, spreadsheetId, mark: reportId }));
    const sought = kind === 'person' ? ('email' as const) : null;
    const erasureId = await insertErasure(db, { workspaceId, kind, sought, actor: ADMIN, hashes: [], places });
    const rows = await db.selectFrom('erasure_places').selectAll().where('erasure_id', '=', erasureId).execute();
    return reports.flatMap((reportId) => rows.find(({ report_id }) => report_id === reportId) ?? []);
  };
  const working = async (reportId: string) => {
    const run = await openRun(db, { workspaceId, reportId, requestedBy: 'ada' });
    await takeLease(db, run.id, 'somebody');
    return run.id;
  };
  const parts = (client: SheetsClient, columns: readonly Column[] = []): ErasureParts => ({
    db,
    log: createLog({ level: 'silent' }),
    sealer,
    client,
    now: () => new Date(),
    columnsOf: () => [...columns],
  });
  return { ...database, db, workspaceId, spreadsheetId, newReport, published, waiting, working, parts, actor: ADMIN };
}

export type ErasureBench = Awaited<ReturnType<typeof erasureBench>>;
