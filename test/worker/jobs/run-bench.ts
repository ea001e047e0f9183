import { randomBytes, randomUUID } from 'node:crypto';
import { createLog } from '../../../worker/log.ts';
import { runReport, type RunDeps } from '../../../worker/jobs/run-report.ts';
import { createProviderAccess } from '../../../worker/provider-access.ts';
import { createHttp } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { sealCredentials } from '../../../worker/security/credentials.ts';
import { startTixngo, type TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';
import { openRun } from '../../../worker/db/runs.ts';
import type { Value } from '../../../shared/records.ts';
import type { Outcome, PublishMode } from '../../../worker/sheets/publish-options.ts';
import type { StatusLine } from '../../../worker/sheets/status-tab/plan.ts';

/** What reached the tab, one entry a publish. */
export type Published = {
  runId: string;
  generation: number;
  rows: Value[][];
  /** Rows by source, null for one that keeps what the tab has; none for a report of one source. */
  sources: (Value[][] | null)[];
  note: string;
  how: PublishMode;
  /** Whether the rows of each source are all there are. */
  isAll: (boolean | undefined)[];
};

type Changing<T> = { -readonly [Key in keyof T]?: T[Key] };

const OUTCOME: Outcome = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  cells: 0,
  duplicates: 0,
  edited: 0,
  rowChanges: [],
  heldBack: null,
  memory: null,
  isAtomic: true,
};

export type RunBench = {
  database: TestDatabase;
  simulator: TixngoSimulator;
  workspaceId: string;
  reportId: string;
  published: Published[];
  /** What publishes tell of themselves; the test changes it. */
  outcome: Changing<Outcome>;
  /** Lines written into the tab "Willcall" by runs that published nothing. */
  told: StatusLine[];
  deps: RunDeps;
  /** Adds a source of the same account to the report. */
  addSource(eventId: string): Promise<void>;
  start(): Promise<string>;
  work(runId: string, signal?: AbortSignal, change?: Partial<RunDeps>): Promise<number | null>;
  close(): Promise<void>;
};

/** A database, TIXNGO's stand-in and a report on a small event; publishing is recorded, pages hold `pageSize` tickets. */
export async function openRunBench(pageSize: number, destination = true): Promise<RunBench> {
  const database = await testDatabase();
  const { db } = database;
  const simulator = await startTixngo();
  const sealer = createSealer(randomBytes(32));
  const { id: workspaceId } = await db
    .insertInto('workspaces')
    .values({ name: 'test' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const connectionId = randomUUID();
  const sealed = sealCredentials(sealer, { id: connectionId, workspace_id: workspaceId }, { ...simulator.credentials });
  await db
    .insertInto('connections')
    .values({
      id: connectionId,
      workspace_id: workspaceId,
      provider: 'tixngo',
      label: 'test',
      sealed,
      created_by: 'me',
    })
    .execute();
  const spreadsheet = await db
    .insertInto('spreadsheets')
    .values({ workspace_id: workspaceId, google_id: `sheet-${randomUUID()}`, writer_email: 'writer@example.org' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const report = await db
    .insertInto('reports')
    .values({
      workspace_id: workspaceId,
      name: 'test',
      dataset: 'tickets',
      columns: JSON.stringify(['ticketId', 'status', 'seatRow', 'price']),
      spreadsheet_id: destination ? spreadsheet.id : null,
      tab: destination ? 'Tickets' : null,
      write_mode: 'replace',
      created_by: 'me',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const scope = JSON.stringify({ appId: simulator.appId, eventId: 'trap-door-2027' });
  const ids = { workspace_id: workspaceId, report_id: report.id, connection_id: connectionId };
  await db
    .insertInto('report_sources')
    .values({ ...ids, position: 0, scope })
    .execute();
  const addSource = async (eventId: string) => {
    const more = JSON.stringify({ appId: simulator.appId, eventId });
    await db
      .insertInto('report_sources')
      .values({ ...ids, position: 1, scope: more })
      .execute();
  };
  const http = createHttp({ trusted: [simulator.origin], now: () => new Date() });
  const access = createProviderAccess({
    providers: createProviders({ tixngo: { pageSize, overlap: 1 } }),
    http,
    sealer,
    origins: { tixngo: simulator.origin },
    readColumn: async () => [],
    openLookup: async () => await Promise.resolve([]),
    now: () => new Date(),
  });
  const published: Published[] = [];
  const told: StatusLine[] = [];
  const outcome: Changing<Outcome> = {};
  const deps: RunDeps = {
    db,
    sealer,
    log: createLog({ level: 'silent' }),
    owner: 'test',
    open: access.open,
    columnsOf: access.columnsOf,
    titleOf: access.titleOf,
    usedIn: access.usedIn,
    catalogue: [],
    writeStatus: async (_spreadsheetId, line, { before }) => {
      await before();
      told.push(line);
      return null;
    },
    publish: async ({ runId, generation, sources, certificateNote, assertOwner, how }) => {
      await assertOwner();
      const rows = sources.flatMap((source) => (source.rows ?? []).map((row) => [...row]));
      published.push({
        runId,
        generation,
        rows,
        sources: sources.map((source) => source.rows?.map((row) => [...row]) ?? null),
        note: certificateNote,
        how,
        isAll: sources.map(({ isAll }) => isAll),
      });
      return {
        sheetId: 7,
        generation,
        rows: rows.length,
        kept: Object.fromEntries(sources.filter((one) => one.rows === null).map(({ id }) => [id, 7])),
        calls: 1,
        bytes: 1,
        cut: 0,
        replaced: 0,
        outcome: { ...OUTCOME, added: rows.length, ...outcome },
      };
    },
  };
  return {
    database,
    simulator,
    workspaceId,
    reportId: report.id,
    published,
    outcome,
    told,
    deps,
    addSource,
    start: async () => (await openRun(db, { workspaceId, reportId: report.id, requestedBy: 'me' })).id,
    work: async (runId, signal = new AbortController().signal, change = {}) =>
      await runReport({ ...deps, ...change }, runId, signal),
    async close() {
      await http.close();
      await simulator.close();
      await database.drop();
    },
  };
}
