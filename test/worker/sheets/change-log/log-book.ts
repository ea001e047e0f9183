import { changeLogRequests } from '../../../../worker/sheets/change-log/change-log.ts';
import type { LogEntry } from '../../../../worker/sheets/change-log/lines.ts';
import { LOG_BOOK_FIELDS } from '../../../../worker/sheets/change-log/view.ts';
import type { Rig } from '../rig.ts';

export function changed(key: string, before: string, after: string): LogEntry {
  return { kind: 'changed', key, column: 'Status', before, after };
}

type Given = { runId?: string; runs?: number; title?: string; reportId?: string };

/** A spreadsheet with a log that is written as a publish does. */
export class LogBook {
  private readonly rig: Rig;
  readonly id: string;

  constructor(rig: Rig) {
    this.rig = rig;
    this.id = rig.book({ timeZone: 'Europe/Berlin' });
  }

  async plan(
    entries: readonly LogEntry[],
    { runId = 'run', runs = 3, title = 'Tickets', reportId = 'r-1' }: Given = {},
  ) {
    const at = new Date('2027-03-01T09:00:00Z');
    const place = { spreadsheetId: this.id, timeZone: 'Europe/Berlin', reportId, title, runs, runId, at };
    return await changeLogRequests(this.rig.client, place, entries, {});
  }

  async write(entries: readonly LogEntry[], given: Given = {}): Promise<number> {
    const { requests, cells } = await this.plan(entries, given);
    if (requests.length > 0) await this.rig.client.batchUpdate(this.id, requests);
    return cells;
  }

  async sheet(start = 'Tickets') {
    const { sheets } = await this.rig.client.get(this.id, { fields: LOG_BOOK_FIELDS });
    const found = sheets.find(({ properties }) => properties.title.startsWith(start));
    if (!found) throw new Error('there is no log');
    const { rowCount = 0, columnCount = 0 } = found.properties.gridProperties ?? {};
    return { sheetId: found.properties.sheetId, title: found.properties.title, rowCount, columnCount };
  }

  async shown(): Promise<string[][]> {
    return await this.rig.shown(this.id, `'${(await this.sheet()).title}'`);
  }

  /** Cells without time and run. */
  async told(): Promise<string[][]> {
    return (await this.shown()).slice(1).map((row) => row.slice(1, 5));
  }
}
