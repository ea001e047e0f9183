import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Column, ColumnType } from '../shared/columns.ts';
import type { Value } from '../shared/records.ts';
import { STANDARD_WRITING } from '../shared/writing.ts';
import { createLog } from '../worker/log.ts';
import { rowHash } from '../worker/security/row-hash.ts';
import { a1 } from '../worker/sheets/a1.ts';
import { createSheetsClient, type SheetsClient } from '../worker/sheets/client.ts';
import type { Memory } from '../worker/sheets/memory.ts';
import { publish } from '../worker/sheets/publish.ts';
import type { StandIns } from './stand-ins.ts';

/** What one way of writing cost: requests by kind, bytes of their bodies and of the answers. */
export type Cost = { reads: number; writes: number; sent: number; received: number };

/** The column that numbers the rows. */
const NUMBER = 4;
const TYPES: readonly ColumnType[] = [
  'text',
  'text',
  'text',
  'date-time',
  'integer',
  'boolean',
  'money',
  'text',
  'date',
  'text',
];

export function columnsOf(count: number): Column[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    title: `Column ${index + 1}`,
    type: TYPES[index % TYPES.length] ?? 'text',
    personal: 'none',
    description: '',
    standard: true,
  }));
}

/** A list of tickets as long as wanted; `version` of a row changes one of its cells. */
export function rowsOf(
  columns: readonly Column[],
  count: number,
  version: (row: number) => number,
  from = 0,
): Value[][] {
  return Array.from({ length: count }, (_, offset) =>
    columns.map(({ type }, column) => valueOf(type, from + offset, column === 2 ? version(from + offset) : 0)),
  );
}

function valueOf(type: ColumnType, row: number, version: number): Value {
  switch (type) {
    case 'date-time':
      return new Date(Date.UTC(2027, 2, 1) + row * 61_000).toISOString();
    case 'date':
      return '2027-05-21';
    case 'integer':
      return row;
    case 'boolean':
      return row % 3 === 0;
    case 'money':
      return { minor: 4500 + (row % 7) * 500, currency: 'EUR' };
    default:
      return `text ${row}/${version}`;
  }
}

/** A new spreadsheet of the local Google, and a client that counts what it costs. */
export async function openSpreadsheet({
  google: { origin, token },
}: StandIns): Promise<{ id: string; client: SheetsClient; cost: () => Cost }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const created = await fetch(`${origin}/v4/spreadsheets`, { method: 'POST', headers, body: '{}' });
  const { spreadsheetId: id } = z.object({ spreadsheetId: z.string() }).parse(await created.json());
  let cost: Cost = { reads: 0, writes: 0, sent: 0, received: 0 };
  const client = createSheetsClient({
    origin,
    auth: { accessToken: () => Promise.resolve(token) },
    limits: { take: () => Promise.resolve(0), pushBack: () => Promise.resolve() },
    fetch: async (url, init) => {
      const isRead = init.method === 'GET' || url.pathname.includes('ByDataFilter');
      cost[isRead ? 'reads' : 'writes'] += 1;
      cost.sent += Buffer.byteLength(init.body ?? '');
      const answer = await fetch(url, init);
      const text = await answer.text();
      cost.received += Buffer.byteLength(text);
      return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(text) };
    },
    now: Date.now,
    sleep: () => Promise.resolve(),
    log: createLog({ level: 'silent' }),
  });
  return {
    id,
    client,
    cost: () => {
      const done = cost;
      cost = { reads: 0, writes: 0, sent: 0, received: 0 };
      return done;
    },
  };
}

/** What people write by hand or with a short script: clear the tab, write everything. */
export async function clearAndWrite(
  client: SheetsClient,
  id: string,
  values: readonly (readonly Value[])[],
  rowsAtOnce: number,
): Promise<void> {
  const sheetId = 7;
  const width = values[0]?.length ?? 1;
  const gridProperties = { rowCount: values.length + 1, columnCount: width };
  const range = {
    sheetId,
    startRowIndex: 0,
    endRowIndex: values.length + 1,
    startColumnIndex: 0,
    endColumnIndex: width,
  };
  await client.batchUpdate(id, [
    { addSheet: { properties: { sheetId, title: 'Plain', gridProperties } } },
    { repeatCell: { range, cell: {}, fields: 'userEnteredValue' } },
  ]);
  for (let from = 0; from < values.length; from += rowsAtOnce) {
    const rows = values
      .slice(from, from + rowsAtOnce)
      .map((row) => row.map((value) => (typeof value === 'object' ? JSON.stringify(value) : value)));
    await client.updateValues(id, a1('Plain', [from, from + rows.length], [0, width]), rows);
  }
}

export type Publishing = { readonly client: SheetsClient; readonly id: string; readonly columns: readonly Column[] };

/** A publish as a run does it, for one report. */
export async function publishList(
  { client, id, columns }: Publishing,
  rows: readonly (readonly Value[])[],
  memory: Memory | null,
  generation: number,
): Promise<Memory | null> {
  const { outcome } = await publish({
    client,
    spreadsheetId: id,
    reportId: 'bench',
    runId: randomUUID(),
    tab: 'Tickets',
    sheetId: null,
    columns,
    generation,
    certificateNote: 'All read.',
    assertOwner: () => Promise.resolve(),
    signal: new AbortController().signal,
    sources: [{ id: 'a', rows, keys: rows.map((row) => `ticket-${String(row[NUMBER])}`) }],
    how: {
      mode: 'sync',
      writing: STANDARD_WRITING,
      hash: rowHash(Buffer.from('a key for the bench')),
      memory,
      isGuarded: true,
      repair: null,
      rebuild: false,
      origin: 'Bench',
      asOf: new Date(),
      status: { state: () => 'Up to date.', nextDue: null },
    },
  });
  return outcome.memory;
}
