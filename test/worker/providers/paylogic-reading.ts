import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Row } from '../../../shared/records.ts';
import {
  type PaylogicOptions,
  type PaylogicSimulator,
  startPaylogic,
} from '../../../sandbox/providers/paylogic/paylogic.ts';
import { PaylogicSwitches } from '../../../sandbox/providers/paylogic/switches.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

/** What may be read otherwise than an application would read everything. */
export type Wish = Partial<Pick<Source, 'credentials' | 'scope' | 'filters' | 'lookup' | 'settings'>>;

/** `changes`: a stand-in of its own, since tickets will be sold and orders vanish. */
type Shop = Pick<PaylogicOptions, 'switches'> & { changes?: boolean };

/** A stand-in for a file of tests, whose switches are set anew for each test, and readings of it. */
export function paylogicRig() {
  const { usual, ofItsOwn } = standIns();
  return async ({ switches = {}, changes }: Shop = {}) => {
    const paylogic = changes ? await ofItsOwn(switches) : await usual(switches);
    const { app, secret, cognitoToken } = paylogic.credentials;
    const read = async (dataset: string, wish: Wish = {}, limits?: ReadOptions, waits?: number[]) => {
      const credentials = { app, secret };
      const source = { provider: 'paylogic', origin: paylogic.origin, credentials, scope: {}, dataset };
      return await readDataset({ ...source, ...wish }, limits, waits);
    };
    const uid = (id: string) => paylogic.events.find((event) => event.id === id)?.uid ?? '';
    return { paylogic, read, uid, guest: { authentication: 'cognito', cognitoToken } };
  };
}

type Switches = Partial<PaylogicSwitches>;

function standIns() {
  const running: PaylogicSimulator[] = [];
  let shared: PaylogicSimulator;
  beforeAll(async () => {
    shared = await startPaylogic();
  });
  afterEach(async () => void (await Promise.all(running.splice(0).map((simulator) => simulator.close()))));
  afterAll(async () => await shared.close());
  return {
    /** With no requests known of other tests. */
    async usual(switches: Switches): Promise<PaylogicSimulator> {
      shared.switches.set({ ...PaylogicSwitches.parse({}), ...switches });
      const before = shared.requests.at(-1);
      const since = () => shared.requests.slice(before ? shared.requests.lastIndexOf(before) + 1 : 0);
      return Object.defineProperty({ ...shared }, 'requests', { get: since });
    },
    async ofItsOwn(switches: Switches): Promise<PaylogicSimulator> {
      const own = await startPaylogic({ switches });
      running.push(own);
      return own;
    },
  };
}

export const sorted = (values: Iterable<unknown>): string[] => [...values].map(String).toSorted();

/** Rows of each order. */
export function byOrder(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(String(row['orderId']), [...(groups.get(String(row['orderId'])) ?? []), row]);
  return groups;
}
