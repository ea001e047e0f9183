import { z } from 'zod';
import type { StatusLine } from '../../../../worker/sheets/status-tab/plan.ts';
import { statusRequests } from '../../../../worker/sheets/status-tab/status.ts';
import { STATUS_BOOK_FIELDS } from '../../../../worker/sheets/status-tab/view.ts';
import type { Rig } from '../rig.ts';

export const ZONE = 'Europe/Berlin';

/** 1 Mar 2027, 10:00 in Berlin. */
export const AS_OF = new Date('2027-03-01T09:00:00Z');
const NEXT_DUE = new Date('2027-03-01T10:00:00Z');

export function lineOf(reportId: string, change: Partial<StatusLine> = {}): StatusLine {
  const standard = { tab: `Tab of ${reportId}`, state: 'Up to date', asOf: AS_OF, rows: 12_480, nextDue: NEXT_DUE };
  return { reportId, ...standard, ...change };
}

/** A spreadsheet whose tab "Willcall" is written and read as a publish and as people do. */
export class Board {
  readonly rig: Rig;
  readonly id: string;

  constructor(rig: Rig, id = rig.book({ timeZone: ZONE })) {
    this.rig = rig;
    this.id = id;
  }

  async plan(line: StatusLine) {
    return await statusRequests(this.rig.client, { spreadsheetId: this.id, timeZone: ZONE }, line, {});
  }

  async publish(line: StatusLine): Promise<void> {
    const { requests } = await this.plan(line);
    await this.rig.client.batchUpdate(this.id, requests);
  }

  async book() {
    return await this.rig.client.get(this.id, { fields: STATUS_BOOK_FIELDS });
  }

  async sheetId(title = 'Willcall'): Promise<number> {
    const { sheets } = await this.book();
    const found = sheets.find(({ properties }) => properties.title === title);
    if (!found) throw new Error(`there is no tab ${title}`);
    return found.properties.sheetId;
  }

  async shown(title = 'Willcall'): Promise<string[][]> {
    return await this.rig.shown(this.id, `'${title}'`);
  }

  /** What each named range shows now, by name. */
  async named(): Promise<Record<string, string>> {
    const { namedRanges = [] } = await this.book();
    const shown = namedRanges.map(async ({ name }) => [name, (await this.rig.shown(this.id, name))[0]?.[0] ?? '']);
    return z.record(z.string(), z.string()).parse(Object.fromEntries(await Promise.all(shown)));
  }
}
