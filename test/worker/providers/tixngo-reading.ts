import type { Filters } from '../../../shared/filters.ts';
import { startTixngo, type TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { readDataset, type ReadOptions } from './reading.ts';

/** TIXNGO's stand-in with a reader in front of it; `waits` collects the pauses that were not slept. */
export type Bench = {
  simulator: TixngoSimulator;
  waits: number[];
  read(scope: Record<string, string>, options?: BenchOptions): ReturnType<typeof readDataset>;
  close(): Promise<void>;
};
/** `dataset`: tickets unless named. */
type BenchOptions = ReadOptions & {
  dataset?: string;
  filters?: Filters;
  settings?: Record<string, unknown>;
  apiKey?: string;
};

export async function openBench(): Promise<Bench> {
  const simulator = await startTixngo();
  const waits: number[] = [];
  return {
    simulator,
    waits,
    async read(scope, options = {}) {
      const {
        dataset = 'tickets',
        settings = {},
        filters = {},
        apiKey = simulator.credentials.apiKey,
        ...rest
      } = options;
      const needsApp = dataset === 'tickets' || dataset === 'status-logs';
      const source = {
        provider: 'tixngo',
        origin: simulator.origin,
        credentials: { ...simulator.credentials, apiKey },
        settings,
        dataset,
        filters,
        scope: needsApp ? { appId: simulator.appId, ...scope } : scope,
      };
      return await readDataset(source, rest, waits);
    },
    close: async () => await simulator.close(),
  };
}
