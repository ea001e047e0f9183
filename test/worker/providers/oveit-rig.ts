import { afterAll, afterEach, beforeAll } from 'vitest';
import { startOveit, type OveitSimulator } from '../../../sandbox/providers/oveit/oveit.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

export const EVENTS = {
  gala: '41207',
  marathon: '41950',
  tour: '30111',
  notOnSale: '42400',
  over: '25900',
  traps: '39001',
} as const;

/** A stand-in whose switches are put back after each test, and a way to read it. */
export function oveitRig() {
  let running: OveitSimulator | undefined;
  let reset: Parameters<OveitSimulator['switches']['set']>[0];
  const simulator = () => {
    if (!running) throw new Error('not started');
    return running;
  };
  beforeAll(async () => {
    running = await startOveit();
    reset = structuredClone(running.switches.get());
  });
  afterEach(() => simulator().switches.set(reset));
  afterAll(async () => await simulator().close());
  return {
    simulator,
    source(dataset: string, more: Partial<Source> = {}): Source {
      const { origin, credentials } = simulator();
      return { provider: 'oveit', origin, credentials: { ...credentials }, dataset, scope: {}, ...more };
    },
    async read(dataset: string, more: Partial<Source> = {}, options?: ReadOptions, waits?: number[]) {
      return await readDataset(this.source(dataset, more), options, waits);
    },
    /** Paths called since. */
    calls: () => simulator().calls.map(({ path }) => path.replace('/api', '')),
  };
}
