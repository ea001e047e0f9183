import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startTixngo, type TixngoOptions, type TixngoSimulator } from '../../../../sandbox/providers/tixngo/tixngo.ts';

export type Ask = (
  path: string,
  query?: Record<string, string | string[]>,
) => Promise<{ status: number; body: unknown }>;

/** A stand-in that ends with the test, and a client of it that knows the key. */
export async function boxOffice(options: TixngoOptions = {}): Promise<{ tixngo: TixngoSimulator; ask: Ask }> {
  const tixngo = await startTixngo(options);
  onTestFinished(async () => await tixngo.close());
  const ask: Ask = async (path, query = {}) => {
    const response = await fetch(address(tixngo, path, query), { headers: { Authorization: basic(tixngo) } });
    return { status: response.status, body: await response.json() };
  };
  return { tixngo, ask };
}

export function address({ origin }: TixngoSimulator, path: string, query: Record<string, string | string[]>): string {
  const pairs = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) for (const value of [values].flat()) pairs.append(name, value);
  return `${origin}/organizer/report/${path}?${pairs.toString()}`;
}

export function basic({ credentials: { email, apiKey } }: TixngoSimulator): string {
  return `Basic ${Buffer.from(`${email}:${apiKey}`).toString('base64')}`;
}

export const Page = z.object({ total: z.number(), result: z.array(z.record(z.string(), z.unknown())) });

/** One page of the tickets of an event. */
export async function page(ask: Ask, eventId: string, offset = 0, limit = 2, more: Record<string, string> = {}) {
  const query = { mobileAppId: 'demo-app', limit: String(limit), offset: String(offset), ...more };
  return Page.parse((await ask(`events/${eventId}/tickets`, query)).body);
}

/** All tickets of an event by plain offset paging, as a careless client reads them. */
export async function readAll(ask: Ask, eventId: string, limit: number, more: Record<string, string> = {}) {
  const rows: Record<string, unknown>[] = [];
  for (let offset = 0; ; offset += limit) {
    const { result } = await page(ask, eventId, offset, limit, more);
    rows.push(...result);
    if (result.length < limit) return rows;
  }
}

export const idsOf = (rows: readonly Record<string, unknown>[]): unknown[] => rows.map(({ ticketId }) => ticketId);
