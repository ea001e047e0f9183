import { afterAll, afterEach } from 'vitest';
import type { Row } from '../../../shared/records.ts';
import {
  type PaylogicOptions,
  type PaylogicSimulator,
  startPaylogic,
} from '../../../sandbox/providers/paylogic/paylogic.ts';
import { PaylogicSwitches } from '../../../sandbox/providers/paylogic/switches.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

const running: PaylogicSimulator[] = [];
let shared: PaylogicSimulator | undefined;

const close = async (simulators: readonly (PaylogicSimulator | undefined)[]) =>
  void (await Promise.all(simulators.map((simulator) => simulator?.close())));
afterEach(async () => await close(running.splice(0)));
afterAll(async () => await close([shared]));

/** The stand-in of this file, its switches put back to `switches` and the defaults, and no requests known of other tests. */
async function usual(switches: PaylogicOptions['switches']): Promise<PaylogicSimulator> {
  shared ??= await startPaylogic();
  const simulator = shared;
  simulator.switches.set({ ...PaylogicSwitches.parse({}), ...switches });
  const before = simulator.requests.at(-1);
  const since = () => simulator.requests.slice(before ? simulator.requests.lastIndexOf(before) + 1 : 0);
  return Object.defineProperty({ ...simulator }, 'requests', { get: since });
}

/** A stand-in that ends with the test: what changes while it is read stays changed. */
async function ofItsOwn(switches: PaylogicOptions['switches']): Promise<PaylogicSimulator> {
  const simulator = await startPaylogic(switches ? { switches } : {});
  running.push(simulator);
  return simulator;
}

/** What may be read otherwise than an application would read everything. */
export type Wish = Partial<Pick<Source, 'credentials' | 'scope' | 'filters' | 'lookup' | 'settings'>>;

type Shop = Pick<PaylogicOptions, 'switches'> & { changes?: boolean };

/** The stand-in, and readings of it. `changes`: of its own, since tickets will be sold and orders vanish. */
export async function paylogicShop({ switches, changes }: Shop = {}) {
  const paylogic = await (changes ? ofItsOwn : usual)(switches);
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
