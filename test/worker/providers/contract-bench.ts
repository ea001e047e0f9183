import type { Row } from '../../../shared/records.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import type { Dataset } from '../../../worker/providers/provider.ts';
import { CONTRACT_SOURCES, type StandIn, type Trial } from './contract-sources.ts';
import { readDataset, type ReadOptions, type Source } from './reading.ts';

export type Case = { readonly provider: string; readonly dataset: Dataset };

/** Every dataset of every provider. */
export const CASES: readonly Case[] = createProviders({}).flatMap(({ id, datasets }) =>
  datasets.map((dataset) => ({ provider: id, dataset })),
);

export type Fault = Readonly<Record<string, unknown>>;

/** A dataset before its stand-in; `read` keeps pauses in `waits` instead of sleeping them. */
export function benchOf({ provider, dataset }: Case, standIn: StandIn) {
  const trial = trialOf(provider, dataset);
  const part = dataset.parts?.(trial.scope, {})[0] ?? trial.scope;
  const listPath = `${dataset.request(part, new Date()).path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  const { origin, credentials, switches } = standIn;
  const source: Source = {
    provider,
    origin,
    credentials: { ...credentials },
    dataset: dataset.id,
    scope: { ...trial.scope },
  };
  const waits: number[] = [];
  return {
    trial,
    waits,
    /** Arms faults that only lists meet. */
    fault: (...faults: Fault[]) => switches.set({ faults: faults.map((fault) => ({ path: listPath, ...fault })) }),
    async read({ pageSize = 10, ...options }: ReadOptions = {}) {
      switches.set(CONTRACT_SOURCES[provider]?.pages?.(pageSize) ?? {});
      return await readDataset(source, { pageSize, ...options }, waits);
    },
  };
}
export type Bench = ReturnType<typeof benchOf>;

function trialOf(provider: string, { id }: Dataset): Trial {
  const trial = CONTRACT_SOURCES[provider]?.trials[id];
  if (!trial)
    throw new Error(`${provider} ${id} is not in test/worker/providers/contract-sources.ts: add a small scope of it`);
  return trial;
}

type Read = Awaited<ReturnType<Bench['read']>>;

/** Rows by key, in the order of keys. */
export function byKey({ readings }: Read): [string, Row][] {
  const rows = [...readings.values()].flatMap((reading) =>
    reading.rows.map(({ key, row }): [string, Row] => [key, row]),
  );
  return rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export const keysOf = (read: Read): string[] => byKey(read).map(([key]) => key);
