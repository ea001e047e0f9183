import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Certificate } from '../../../shared/api.ts';
import { Filters } from '../../../shared/filters.ts';
import { takeLease } from '../../../worker/db/run-lease.ts';
import { migrate, readMigrations } from '../../../worker/db/migrate.ts';
import { findReport } from '../../../worker/db/reports.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { checkColumns, checkFilters, checkSource } from '../../../worker/report-check.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

const WORKSPACE = '00000000-0000-4000-8000-000000000001';
const CONNECTION = '00000000-0000-4000-8000-000000000002';
const SPREADSHEET = '00000000-0000-4000-8000-000000000003';
const REPORT = '00000000-0000-4000-8000-000000000004';
const RUN = '00000000-0000-4000-8000-000000000005';
const OPEN_RUN = '00000000-0000-4000-8000-000000000006';

const COLUMNS = ['ticketId', 'seatBlock', 'seatRow', 'controlledAt', 'tariffId', 'purchaseFile'];
const SCOPE = { appId: 'demo-app', eventId: 'spring-gala-2027', updatedSince: '2027-01-01', updatedBefore: '' };
const OLD_CERTIFICATE = {
  fetched: 60,
  distinct: 46,
  dropped: 6,
  rows: 40,
  providerTotal: 46,
  complete: true,
  rowErrors: 0,
  catchUps: 1,
  stepsBack: 0,
  notes: [],
};

/** What the program before this one left in its database: a report that filled its tab, and a run under way. */
async function fill({ db }: TestDatabase): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value);
  await sql`insert into workspaces (id, name) values (${WORKSPACE}, 'Box office')`.execute(db);
  await sql`insert into connections (id, workspace_id, provider, label, sealed, created_by)
    values (${CONNECTION}, ${WORKSPACE}, 'tixngo', 'Hall', '\\x00', 'me')`.execute(db);
  await sql`insert into spreadsheets (id, workspace_id, google_id, writer_email)
    values (${SPREADSHEET}, ${WORKSPACE}, 'google-id', 'writer@example.org')`.execute(db);
  await sql`insert into reports (id, workspace_id, name, connection_id, dataset, scope, columns, spreadsheet_id, tab, write_mode,
      sheet_id, generation, published_at, created_by)
    values (${REPORT}, ${WORKSPACE}, 'Tickets', ${CONNECTION}, 'tickets', ${json(SCOPE)}, ${json(COLUMNS)}, ${SPREADSHEET},
      'Tickets', 'replace', 7, 3, now(), 'me')`.execute(db);
  await sql`insert into runs (id, workspace_id, report_id, status, phase, rows, generation, certificate, requested_by, finished_at)
    values (${RUN}, ${WORKSPACE}, ${REPORT}, 'done', 'finished', 40, 3, ${json(OLD_CERTIFICATE)}, 'me', now())`.execute(
    db,
  );
  await sql`insert into runs (id, workspace_id, report_id, status, phase, rows, pages, requested_by, epoch, owner)
    values (${OPEN_RUN}, ${WORKSPACE}, ${REPORT}, 'running', 'reading', 20, 5, 'me', 1, 'old')`.execute(db);
  await sql`insert into run_pages (workspace_id, run_id, number, records, sealed)
    values (${WORKSPACE}, ${OPEN_RUN}, 1, 20, '\\x00')`.execute(db);
}

describe('a database of the program that knew one source a report', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase();
    const { db } = database;
    await sql`drop schema public cascade; create schema public`.execute(db);
    await migrate(
      db,
      readMigrations().filter(({ version }) => version <= 3),
    );
    await fill(database);
    await migrate(db);
  });
  afterEach(async () => await database.drop());

  it('keeps reports that can be refreshed: columns and limits under their names of now', async () => {
    const report = await findReport(database.db, REPORT);
    expect(report?.columns).toEqual(['ticketId', 'seatSection', 'seatRow', 'checkedInAt', 'ticketTypeId', 'orderId']);
    expect(Filters.parse(report?.filters)).toEqual({ updated: { from: '2027-01-01' } });
    const [source] = report?.sources ?? [];
    expect(source?.scope).toEqual({ appId: 'demo-app', eventId: 'spring-gala-2027' });
    const tixngo = createProviders({}).find(({ id }) => id === 'tixngo');
    if (!tixngo || !report || !source) throw new Error('no report');
    const dataset = checkSource(tixngo, { dataset: report.dataset, scope: source.scope });
    expect(checkColumns([dataset], report.columns)).toEqual(report.columns);
    expect(() => checkFilters([{ system: 'TIXNGO', dataset }], report.filters)).not.toThrow();
  });

  it('knows that the rows in the tab are there, so that none vanish when an account is added', async () => {
    const [source] = (await findReport(database.db, REPORT))?.sources ?? [];
    expect(source).toMatchObject({ rows: 40, keyed: false, read_at: expect.any(Date), stale_since: null });
  });

  it('shows earlier runs as the API describes them', async () => {
    const { certificate } = await database.db
      .selectFrom('runs')
      .select('certificate')
      .where('id', '=', RUN)
      .executeTakeFirstOrThrow();
    expect(Certificate.parse(certificate)).toMatchObject({
      rows: 40,
      filtered: 0,
      sources: [{ connectionId: CONNECTION, account: 'Hall', status: 'read', rows: 40, certificate: { distinct: 46 } }],
    });
  });

  it('begins anew what was being read', async () => {
    expect(await database.db.selectFrom('run_pages').selectAll().execute()).toEqual([]);
    expect(await takeLease(database.db, OPEN_RUN, 'new')).toMatchObject({ pages: 0, rows: 0, crashes: 0, epoch: 3 });
  });
});
