import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  startTicketTailor,
  type TicketTailorOptions,
  type TicketTailorSimulator,
} from '../../../../sandbox/providers/ticket-tailor/ticket-tailor.ts';

export type Answer = { status: number; headers: Headers; body: unknown };
export type Ask = (path: string, query?: Record<string, string>) => Promise<Answer>;
export type Row = Record<string, unknown>;

/** A stand-in that ends with the test, and a client of it that knows the key. */
export async function boxOffice(
  options: TicketTailorOptions = {},
): Promise<{ office: TicketTailorSimulator; ask: Ask }> {
  const office = await startTicketTailor(options);
  onTestFinished(async () => await office.close());
  const ask: Ask = async (path, query = {}) => {
    const url = `${office.origin}${path}?${new URLSearchParams(query).toString()}`;
    const response = await fetch(url, { headers: { Authorization: basic(`${office.credentials.apiKey}:`) } });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { office, ask };
}

export const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

export const Page = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  links: z.strictObject({ next: z.string().nullable(), previous: z.string().nullable() }),
});

export async function page(ask: Ask, path: string, query: Record<string, string> = {}) {
  return Page.parse((await ask(path, query)).body);
}

/** Every row of a list, by the cursor of the last row, as a client reads that builds its own requests. */
export async function readAll(ask: Ask, path: string, query: Record<string, string> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = {}; ;) {
    const { data, links } = await page(ask, path, { limit: '100', ...query, ...after });
    rows.push(...data);
    if (links.next === null) return rows;
    after = { starting_after: String(data.at(-1)?.['id']) };
  }
}

export const idsOf = (rows: readonly Row[]): unknown[] => rows.map(({ id }) => id);
