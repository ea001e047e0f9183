import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { migrate, readMigrations } from '../../../worker/db/migrate.ts';
import { packHashes, unpackHashes } from '../../../worker/db/packed-hashes.ts';
import { publishedRows, writePublishedRows } from '../../../worker/db/published-rows.ts';
import { deleteIdleReport, findReport, insertReport, updateIdleReport } from '../../../worker/db/reports.ts';
import { runChangesOf, writeRunChanges } from '../../../worker/db/run-changes.ts';
import { openRun } from '../../../worker/db/runs.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
let workspaceId: string;
let reportId: string;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => await database.drop());

async function addReport(): Promise<void> {
  const { db } = database;
  const workspace = await db.insertInto('workspaces').values({ name: 'x' }).returning('id').executeTakeFirstOrThrow();
  workspaceId = workspace.id;
  const named = { workspace_id: workspaceId, created_by: 'me' };
  const connection = await db
    .insertInto('connections')
    .values({ ...named, provider: 'tixngo', label: 'Hall', sealed: randomBytes(8) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const values = { ...named, name: 'Tickets', dataset: 'tickets', columns: '[]', write_mode: 'sync' as const };
  const report = await insertReport(db, { ...values, generation: 1 }, [{ connectionId: connection.id, scope: {} }]);
  reportId = report.id;
}

const hashOf = (text: string) => createHmac('sha256', 'k').update(text).digest('hex').slice(0, 32);
const rowsOf = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [hashOf(`k${at}`), hashOf(`r${at}`)]));
const memory = (count: number, generation = 1) => ({
  generation,
  fingerprint: 'f',
  filled: { barcode: count },
  rows: rowsOf(count),
});

describe('hashes of published rows', () => {
  it.each([0, 1, 4_095, 4_096, 4_097, 10_000])('come back as they were: %i rows, 32 bytes each', (count) => {
    const rows = rowsOf(count);
    const packed = packHashes(rows);
    expect(packed.length).toBe(count * 32);
    expect(unpackHashes(packed)).toEqual(rows);
  });

  it('are never cut or made up', () => {
    const good = hashOf('x');
    for (const wrong of ['', good.slice(1), `${good}00`, `${good.slice(2)}zz`]) {
      expect(() => packHashes(new Map([[wrong, good]]))).toThrow(RangeError);
      expect(() => packHashes(new Map([[good, wrong]]))).toThrow(RangeError);
    }
  });
});

describe('what was published', () => {
  beforeEach(addReport);
  const key = () => ({ reportId, workspaceId });
  const change = async (generation: number) => {
    const { sources = [] } = (await findReport(database.db, reportId)) ?? {};
    const list = sources.map(({ connection_id, scope }) => ({ connectionId: connection_id, scope }));
    const owner = { id: reportId, workspace_id: workspaceId };
    await updateIdleReport(database.db, owner, { name: 'y', generation }, { list, keep: true });
  };

  it('is replaced by each publish, and gone when there is nothing to compare with', async () => {
    const { db } = database;
    expect(await publishedRows(db, reportId)).toBeNull();
    await writePublishedRows(db, key(), memory(5_000));
    await writePublishedRows(db, key(), memory(3, 2));
    expect(await publishedRows(db, reportId)).toEqual(memory(3, 2));
    await writePublishedRows(db, key(), null);
    expect(await publishedRows(db, reportId)).toBeNull();
  });

  it('is forgotten when the report moves to another tab, and not when it is only renamed', async () => {
    const { db } = database;
    await writePublishedRows(db, key(), memory(3));
    await change(1);
    expect(await publishedRows(db, reportId)).toEqual(memory(3));
    await change(0);
    expect(await publishedRows(db, reportId)).toBeNull();
  });

  it('goes with its report', async () => {
    const { db } = database;
    await writePublishedRows(db, key(), memory(3));
    expect(await deleteIdleReport(db, { id: reportId, workspace_id: workspaceId })).toBe(true);
    expect(await db.selectFrom('published_rows').selectAll().execute()).toEqual([]);
  });

  it('is kept row by row for the newest 20 runs of a report only', async () => {
    const { db } = database;
    const ids: string[] = [];
    for (let n = 0; n < 22; n++) {
      const { id: runId } = await openRun(db, { workspaceId, reportId, requestedBy: 'me' });
      await db.updateTable('runs').set({ status: 'done' }).where('id', '=', runId).execute();
      await writeRunChanges(db, { reportId, workspaceId, runId, sealed: Buffer.from([n]) });
      ids.push(runId);
    }
    const kept = await Promise.all(ids.map((id) => runChangesOf(db, id)));
    expect(kept.map((sealed) => sealed?.[0])).toEqual([
      undefined,
      undefined,
      ...Array.from({ length: 20 }, (_, n) => n + 2),
    ]);
  });
});

describe('a database of the program that only made exact copies', () => {
  it('keeps its reports as they are, and their runs', async () => {
    const { db } = database;
    await sql`drop schema public cascade; create schema public`.execute(db);
    await migrate(
      db,
      readMigrations().filter(({ version }) => version <= 6),
    );
    const { rows } = await sql<{ id: string }>`
      with workspace as (insert into workspaces (name) values ('x') returning id),
      report as (
        insert into reports (workspace_id, name, dataset, columns, write_mode, generation, published_at, created_by)
        select id, 'Tickets', 'tickets', '[]', 'replace', 3, now(), 'me' from workspace returning id, workspace_id
      )
      insert into runs (workspace_id, report_id, status, requested_by)
      select workspace_id, id, 'done', 'me' from report returning report_id as id`.execute(db);
    await migrate(db);
    const report = await findReport(db, rows[0]?.id ?? '');
    expect(report).toMatchObject({ write_mode: 'replace', writing: STANDARD_WRITING, hold: null, fingerprint: null });
    expect(await db.selectFrom('runs').select(['status', 'changes', 'order']).execute()).toEqual([
      { status: 'done', changes: null, order: null },
    ]);
    await expect(sql`update reports set write_mode = 'merge'`.execute(db)).rejects.toThrow('check');
  });
});
