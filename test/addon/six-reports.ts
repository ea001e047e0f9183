import type { Certificate, Report, Run } from '../../shared/api.ts';
import { catalogueOf, createProviders } from '../../worker/providers/index.ts';
import { addLink, addList } from './fake-sharing.ts';
import { scheduleOf } from './fake-schedules.ts';
import { addMember } from './fake-team.ts';
import type { FakeWorker } from './fake-worker.ts';
import { NO_CHANGES } from './fake-worker-state.ts';
import { SHEET } from './sidebar-look.ts';

const MINUTE_MS = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

function certificate(rows: number): Certificate {
  const counts = { fetched: rows + 312, distinct: rows + 312, dropped: 312, filtered: 0, rows, rowErrors: 0 };
  return {
    ...counts,
    providerTotal: rows + 312,
    complete: true,
    catchUps: 1,
    stepsBack: 0,
    notes: [],
    sources: [],
  };
}

function fresh(rows: number, minutes: number, changed = {}): Partial<Run> {
  const changes = { ...NO_CHANGES, unchanged: rows, ...changed };
  const times = { startedAt: ago(minutes + 1), finishedAt: ago(minutes) };
  return {
    status: 'done',
    phase: 'finished',
    rows,
    pages: 64,
    sheetId: 7,
    certificate: certificate(rows),
    changes,
    ...times,
  };
}

const stopped = (status: Run['status'], minutes: number, error: Run['error']): Partial<Run> => ({
  status,
  phase: 'finished',
  startedAt: ago(minutes + 1),
  finishedAt: ago(minutes),
  sheetId: 7,
  error,
});

/** A linked spreadsheet with six reports of which some want a look, people, lists for others and a history. @returns them by tab. */
export function sixReports(worker: FakeWorker): Record<string, Report> {
  worker.state.catalogue = catalogueOf(createProviders({}));
  const spreadsheet = worker.link(SHEET);
  const account = worker.addAccount('Gala box office');
  const add = (
    tab: string,
    runs: readonly Partial<Run>[],
    columns = ['ticketId', 'ownerFirstName', 'ownerEmail'],
  ): Report => {
    const report = worker.addReport({
      name: tab,
      sources: [{ connectionId: account.id, scope: { appId: 'gala-app', eventId: 'spring-gala-2027' } }],
      dataset: 'tickets',
      columns,
      destination: { spreadsheet: spreadsheet.id, tab },
      writeMode: 'sync',
    });
    for (const run of runs) worker.addRun(report.id, run);
    return report;
  };
  const silent = { code: 'provider-unavailable', message: 'TIXNGO did not answer within 30 seconds.' } as const;
  const refused = { code: 'provider-auth', message: 'TIXNGO answered 401.' } as const;
  const reports = [
    add('Tickets', [
      fresh(12_310, 1500),
      fresh(12_402, 64, { added: 92 }),
      fresh(12_480, 4, { added: 66, changed: 12 }),
    ]),
    add('Door list', [fresh(12_480, 5)]),
    add('Check-in', [fresh(12_402, 64), stopped('stale', 3, silent)]),
    add('Accounting', [stopped('failed', 12, refused)], ['ticketId']),
    add('VIP', [fresh(180, 64)]),
    add('Marketing', [
      { status: 'running', phase: 'reading', startedAt: ago(1), rows: 6_200, pages: 31, total: 12_792 },
    ]),
  ];
  const byTab = Object.fromEntries(reports.map((report) => [report.name, report]));
  if (byTab['Check-in']) worker.changeReport(byTab['Check-in'].id, { staleSince: ago(64) });
  wait(worker, byTab['VIP']);
  share(worker, byTab['Door list']);
  return byTab;
}

function wait(worker: FakeWorker, report: Report | undefined): void {
  if (!report) return;
  const removals = [{ account: 'Gala box office', rows: 171, of: 180 }];
  const sentence = '171 of 180 rows of “Gala box office” would leave the list.';
  worker.changeReport(report.id, {
    hold: { removals, blanked: [], since: ago(64), decision: 'open', sentence },
  });
}

function share(worker: FakeWorker, report: Report | undefined): void {
  if (!report) return;
  addMember(worker.team, 'colleague@example.org');
  const columns = [{ id: 'ticketId', mask: 'none' } as const];
  const list = addList(worker.sharing, report.id, { name: 'Door staff', columns });
  addLink(worker.sharing, list.id, { name: 'Gate A' });
  const timing = { kind: 'daily', readyBy: '08:00' } as const;
  worker.changeReport(report.id, { schedule: scheduleOf(report.id, { timing, timeZone: 'Europe/Amsterdam' }) });
}
