import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { startGoogle, type GoogleOptions, type SandboxGoogle } from '../../../sandbox/google/google.ts';
import { bestRole } from '../../../sandbox/google/files.ts';
import { createSheetsClient, type SheetsClient } from '../../../worker/sheets/client.ts';
import { SheetsFacts } from '../../../worker/sheets/facts.ts';
import { createLog } from '../../../worker/log.ts';
import { publish } from '../../../worker/sheets/publish.ts';
import type {
  Published,
  PublishMode,
  PublishSource,
  PublishTarget,
  ValueRows,
} from '../../../worker/sheets/publish-options.ts';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { rowHash } from '../../../worker/security/row-hash.ts';
import type { Column } from '../../../shared/columns.ts';

const OWNER = 'organizer@example.org';
const actor = { email: OWNER, scopes: ['https://www.googleapis.com/auth/spreadsheets'] };

/** Text columns with titles and notes of their own. */
export function textColumns(count: number, type: Column['type'] = 'text'): Column[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    title: `Column ${index}`,
    type,
    personal: 'none' as const,
    description: `What column ${index} is`,
    standard: true,
  }));
}

/** Rows of text that name their place. */
export function textRows(count: number, columns: number, name = 'r'): string[][] {
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (__, column) => `${name}${row}/${column}`),
  );
}

/** Rows by source, or simply rows: those of a source "list", with keys made up. */
type Content =
  | { readonly rows: ValueRows; readonly sources?: undefined }
  | { readonly sources: readonly PublishSource[]; readonly rows?: undefined };

export type Job = Partial<Omit<PublishTarget, 'client' | 'how'>> & Content & { how?: Partial<PublishMode> };

/** Keys are the first cells; where these are blank or there twice, the places of the rows. */
function listOf(rows: ValueRows): PublishSource {
  const cells = rows.map(([first]) => (typeof first === 'string' ? first : ''));
  const isKey = !cells.includes('') && new Set(cells).size === cells.length;
  return { id: 'list', rows, keys: isKey ? cells : rows.map((_, row) => String(row)) };
}

/** An exact copy, as most tests publish. */
export const STANDARD_HOW: PublishMode = {
  mode: 'replace',
  writing: STANDARD_WRITING,
  hash: rowHash(Buffer.from('a key for tests')),
  memory: null,
  isGuarded: true,
  repair: null,
  rebuild: false,
  origin: 'Ticket Tailor, Spring gala office',
  asOf: new Date('2027-03-01T09:00:00Z'),
  status: null,
};

const Grid = z.object({
  sheets: z.array(
    z.object({
      properties: z.object({ title: z.string() }),
      data: z.array(
        z.object({
          columnMetadata: z.array(z.object({ hiddenByUser: z.boolean().optional() })).optional(),
          rowData: z
            .array(
              z.object({
                values: z
                  .array(
                    z.object({
                      effectiveValue: z.object({ stringValue: z.string().optional() }).optional(),
                      note: z.string().optional(),
                    }),
                  )
                  .optional(),
              }),
            )
            .optional(),
        }),
      ),
    }),
  ),
});
const Shown = z.object({ values: z.array(z.array(z.string())) });

type Odd = { readonly habits?: GoogleOptions['habits']; readonly facts?: Partial<SheetsFacts> };
type Sent = { method: string; headers: Record<string, string>; body: string };

/** A local Google over real HTTP, and a client whose waits take no time. */
export class Rig {
  readonly google: SandboxGoogle;
  readonly client: SheetsClient;
  /** Milliseconds the client wanted to wait. */
  readonly waits: number[] = [];
  /** Requests in order, such as "POST :batchUpdate". */
  readonly requests: string[] = [];
  private generation = 0;
  private writes: { url: URL; init: Sent }[] = [];

  private constructor(google: SandboxGoogle, facts: SheetsFacts) {
    this.google = google;
    this.client = createSheetsClient({
      facts,
      origin: google.origin,
      auth: { accessToken: () => Promise.resolve(google.token) },
      limits: { take: () => Promise.resolve(0), pushBack: () => Promise.resolve() },
      fetch: (url, init) => {
        this.requests.push(`${init.method} ${url.pathname.replace(/^\/v4\/spreadsheets\/[^/:]+/, '')}`);
        const { method, headers, body } = init;
        if (body !== undefined) this.writes.push({ url, init: { method, headers, body } });
        return fetch(url, init);
      },
      now: () => 0,
      sleep: (ms, signal) => {
        this.waits.push(ms);
        signal?.throwIfAborted();
        return Promise.resolve();
      },
      log: createLog({ level: 'silent' }),
    });
  }

  /** `habits`: where Google is otherwise; `facts`: what we were told about that. */
  static async start({ habits = {}, facts = {} }: Odd = {}): Promise<Rig> {
    return new Rig(await startGoogle({ quota: false, habits }), SheetsFacts.parse(facts));
  }

  /** Bodies of the writes so far. */
  bodies(): string[] {
    return this.writes.map(({ init }) => init.body);
  }

  /** The last write exactly as it was sent. */
  lastWrite(): { url: URL; init: Sent } {
    const last = this.writes.at(-1);
    if (!last) throw new Error('nothing was written');
    return last;
  }

  /** A new spreadsheet of the organizer, shared with the writer unless said otherwise. */
  book({ role = 'writer', timeZone }: { role?: 'writer' | 'reader' | null; timeZone?: string } = {}): string {
    const file = this.google.files.create(OWNER, 'Spring gala', timeZone === undefined ? {} : { timeZone });
    if (role !== null) {
      const email = this.google.writerKey.client_email;
      const line = { id: 'writer', type: 'user' as const, role, emailAddress: email };
      this.google.files.setPermissions(file.id, [...file.permissions, line]);
      if (bestRole(file.permissions, OWNER) === undefined) throw new Error('the organizer lost the file');
    }
    return file.id;
  }

  /** What the organizer does in the browser. */
  edit(id: string, requests: readonly object[]): void {
    this.google.files.get(id)?.workbook.batchUpdate(actor, { requests });
  }

  /** Publishes for the same report each time, as a new run unless said otherwise. */
  async publish(id: string, { how, rows, sources, ...job }: Job): Promise<Published> {
    this.generation += 1;
    return await publish({
      client: this.client,
      spreadsheetId: id,
      reportId: 'report',
      runId: randomUUID(),
      tab: 'Tickets',
      sheetId: null,
      columns: textColumns(rows?.[0]?.length ?? 2),
      generation: this.generation,
      certificateNote: 'Complete.',
      assertOwner: () => Promise.resolve(),
      signal: new AbortController().signal,
      how: { ...STANDARD_HOW, ...how },
      sources: rows ? [listOf(rows)] : sources,
      ...job,
    });
  }

  /** Titles of all tabs, hidden ones included. */
  async tabs(id: string): Promise<string[]> {
    const book = await this.client.get(id, { fields: 'sheets(properties(sheetId,title))' });
    return book.sheets.map((sheet) => sheet.properties.title);
  }

  async values(id: string, range = "'Tickets'"): Promise<unknown[][]> {
    return (await this.client.getValues(id, range)).values;
  }

  /** The list without its key column, if it is where it was made: right of the others. */
  async list(id: string, tab = 'Tickets'): Promise<unknown[][]> {
    const values = await this.values(id, `'${tab}'`);
    const key = Math.max(...values.map((row) => row.indexOf('Willcall key')));
    return values.map((row) => withoutTail(row.filter((_, index) => index !== key)));
  }

  /** The columns of the list as people find them. */
  async columns(id: string): Promise<{ title: string; hidden: boolean; note: string }[]> {
    const cells = 'rowData(values(effectiveValue,note))';
    const answer = await this.read(id, `sheets(properties(title),data(columnMetadata(hiddenByUser),${cells}))`);
    const sheet = Grid.parse(answer).sheets.find(({ properties }) => properties.title === 'Tickets');
    const { columnMetadata = [], rowData = [] } = sheet?.data[0] ?? {};
    return (rowData[0]?.values ?? []).map(({ effectiveValue, note = '' }, index) => ({
      title: effectiveValue?.stringValue ?? '',
      hidden: columnMetadata[index]?.hiddenByUser ?? false,
      note,
    }));
  }

  /** Cells as people see them, dates and amounts in their formats. */
  async shown(id: string, range: string): Promise<string[][]> {
    return Shown.parse(await this.read(id, '', `/values/${range}`)).values;
  }

  /** Everything there is to see of a spreadsheet, as Google prints it; without the metadata, which changes with each run. */
  async picture(id: string): Promise<unknown> {
    const fields =
      'properties,sheets(properties,data(rowData(values(userEnteredValue,userEnteredFormat,note))),merges)';
    return await this.read(id, fields);
  }

  private async read(id: string, fields: string, path = ''): Promise<unknown> {
    const mask = fields === '' ? '' : `?fields=${fields}`;
    const url = `${this.google.origin}/v4/spreadsheets/${id}${path}${mask}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${this.google.token}` } });
    return await answer.json();
  }
}

/** Google leaves out blank cells at the end. */
function withoutTail(row: unknown[]): unknown[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== '') + 1);
}
