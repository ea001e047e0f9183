import type { Report } from '../../shared/api.ts';
import type { FakeWorker } from './fake-worker.ts';

export const SHEET = 'sheet-0123456789abcdef';

/** A spreadsheet that is linked and has a report. */
export function savedReport(worker: FakeWorker, tab = 'Tickets'): Report {
  const spreadsheet = worker.link(SHEET);
  return worker.addReport({
    name: tab,
    sources: [{ connectionId: worker.addAccount().id, scope: { appId: 'demo-app', eventId: 'spring-gala-2027' } }],
    dataset: 'tickets',
    columns: ['ticketId'],
    destination: { spreadsheet: spreadsheet.id, tab },
    writeMode: 'sync',
  });
}
