import { afterEach } from 'vitest';
import type { Row } from '../../../shared/records.ts';
import {
  type PaylogicOptions,
  type PaylogicSimulator,
  startPaylogic,
} from '../../../sandbox/providers/paylogic/paylogic.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

const running: PaylogicSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** What may be read otherwise than an application would read everything. */
export type Wish = Partial<Pick<Source, 'credentials' | 'scope' | 'filters' | 'lookup' | 'settings'>>;

/** A stand-in that ends with the test, and readings of it. */
export async function paylogicShop(options: PaylogicOptions = {}) {
  const paylogic = await startPaylogic(options);
  running.push(paylogic);
  const { app, secret, cognitoToken } = paylogic.credentials;
  const read = async (dataset: string, wish: Wish = {}, limits?: ReadOptions, waits?: number[]) => {
    const source = { provider: 'paylogic', origin: paylogic.origin, credentials: { app, secret }, scope: {}, dataset };
    return await readDataset({ ...source, ...wish }, limits, waits);
  };
  const uid = (id: string) => paylogic.events.find((event) => event.id === id)?.uid ?? '';
  return { paylogic, read, uid, guest: { authentication: 'cognito', cognitoToken } };
}

export const sorted = (values: Iterable<unknown>): string[] => [...values].map(String).toSorted();

/** Rows of each order. */
export function byOrder(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(String(row['orderId']), [...(groups.get(String(row['orderId'])) ?? []), row]);
  return groups;
}
