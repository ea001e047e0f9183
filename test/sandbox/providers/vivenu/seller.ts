import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startVivenu, type VivenuOptions, type VivenuSimulator } from '../../../../sandbox/providers/vivenu/vivenu.ts';

export type Ask = (path: string, query?: Record<string, string>) => Promise<{ status: number; body: unknown }>;
export type Row = Record<string, unknown>;

export const GALA = '65f0c0de0000000000000001';
export const MARATHON = '65f0c0de0000000000000002';
export const HUNDRED = '65f0c0de0000000000000004';
export const HUNDRED_ONE = '65f0c0de0000000000000005';
export const TWO_HUNDRED = '65f0c0de0000000000000006';
export const TRAPS = '65f0c0de0000000000000007';
export const KYOTO = '65f0c0de0000000000000008';

/** A stand-in that ends with the test, a client of it that knows the key, and one that is a gate. */
export async function seller(
  options: VivenuOptions = {},
): Promise<{ vivenu: VivenuSimulator; ask: Ask; askAtGate: Ask }> {
  const vivenu = await startVivenu(options);
  onTestFinished(async () => await vivenu.close());
  const asker =
    (headers: Record<string, string>): Ask =>
    async (path, query = {}) => {
      const response = await fetch(`${vivenu.origin}/api${path}?${new URLSearchParams(query).toString()}`, { headers });
      return { status: response.status, body: await response.json() };
    };
  const ask = asker({ Authorization: `Bearer ${vivenu.credentials.apiKey}` });
  return { vivenu, ask, askAtGate: asker({ token: vivenu.accessToken }) };
}

const Part = z.union([
  z.strictObject({ docs: z.array(z.record(z.string(), z.unknown())), total: z.int() }),
  z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())), total: z.int() }),
]);

/** One part of a list, under whichever name it came. */
export async function part(
  ask: Ask,
  path: string,
  query: Record<string, string> = {},
): Promise<{ rows: Row[]; total: number }> {
  const answer = Part.parse((await ask(path, query)).body);
  return { rows: 'docs' in answer ? answer.docs : answer.rows, total: answer.total };
}

/** A whole list, going on by the number of rows that came, as a client reads that has heard of silent ceilings. */
export async function readAll(ask: Ask, path: string, query: Record<string, string> = {}): Promise<Row[]> {
  const read: Row[] = [];
  for (;;) {
    const { rows, total } = await part(ask, path, { top: '100', ...query, skip: String(read.length) });
    read.push(...rows);
    if (rows.length === 0 || read.length >= total) return read;
  }
}

export const idsOf = (rows: readonly Row[]): unknown[] => rows.map(({ _id }) => _id);
