import { COLUMNS, type Guest, type GuestList } from '../sheets/sync/guest-list.ts';
import type { Published, PublishMode } from '../../../worker/sheets/publish-options.ts';
import type { Job, Rig } from '../sheets/rig.ts';

const OWNER = 'organizer@example.org';

/** Copies the file in the browser, as the organizer does, and shares the copy with Willcall's address. @returns Google's id. */
export function copyFile(rig: Rig, id: string, title = 'Copy of Spring gala'): string {
  const copy = rig.google.files.copy(id, OWNER, title);
  rig.google.files.setPermissions(copy.id, rig.google.files.get(id)?.permissions ?? []);
  return copy.id;
}

/** The report of a copied list, set up in the copy for another event: its first refresh, and those after it. */
export class CopiedList {
  readonly id: string;
  private readonly rig: Rig;
  private readonly list: GuestList;
  private readonly from: NonNullable<Job['takesOver']>;
  private done: Published | null = null;

  constructor(
    list: GuestList,
    id: string,
    from: NonNullable<Job['takesOver']> = { report: 'report', spreadsheet: list.id },
  ) {
    this.list = list;
    this.rig = list.rig;
    this.id = id;
    this.from = from;
  }

  async refresh(
    all: readonly Guest[],
    change: Omit<Job, 'rows' | 'sources'> & { source?: string } = {},
  ): Promise<Published> {
    const { how, source = 'b', ...job } = change;
    const columns = job.columns ?? COLUMNS;
    const rows = all.map((one) => columns.map(({ id }) => valueOf(one, id)));
    const mode: Partial<PublishMode> = {
      mode: 'sync',
      isGuarded: false,
      memory: this.done?.outcome.memory ?? null,
      ...how,
    };
    this.done = await this.rig.publish(this.id, {
      ...job,
      columns,
      reportId: job.reportId ?? 'new report',
      sheetId: this.list.sheetId,
      takesOver: this.from,
      generation: (this.done?.generation ?? 0) + 1,
      how: mode,
      sources: [{ id: source, keys: all.map(({ name }) => name), rows }],
    });
    return this.done;
  }

  /** The list as people see it: cells of these columns by row, header left out. */
  async rows(columns: readonly string[], tab = 'Tickets'): Promise<string[]> {
    const { values } = await this.rig.client.getResults(this.id, `'${tab}'`);
    const [header = [], ...rows] = values;
    const at = columns.map((title) => header.map(String).indexOf(title));
    const lines = rows.map((row) =>
      at
        .map((index) => String(row[index] ?? ''))
        .join(' ')
        .trim(),
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  async result(range: string): Promise<unknown> {
    return (await this.rig.client.getResults(this.id, range)).values[0]?.[0];
  }

  /** What Google tells with this field mask. */
  async read(fields: string): Promise<string> {
    const answer = await fetch(`${this.rig.google.origin}/v4/spreadsheets/${this.id}?fields=${fields}`, {
      headers: { authorization: `Bearer ${this.rig.google.token}` },
    });
    return JSON.stringify(await answer.json());
  }
}

function valueOf({ name, state, seats, day }: Guest, id: string): string | number | null {
  const known: Record<string, string | number> = { name, state, seats, day };
  return known[id] ?? null;
}
