import { createHash } from 'node:crypto';
import type { Filters } from '../../../shared/filters.ts';
import { createAsk } from '../../../worker/providers/ask.ts';
import { createHttp } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import type { Reading } from '../../../worker/providers/provider.ts';
import { certify } from '../../../worker/providers/certificate.ts';
import type { Known } from '../../../worker/providers/known.ts';
import { pull, type PullOptions } from '../../../worker/providers/pull.ts';
import { PullCursor } from '../../../worker/providers/pull-cursor.ts';

export type Source = {
  provider: string;
  origin: string;
  credentials: Record<string, string>;
  settings?: Record<string, unknown>;
  dataset: string;
  scope: Record<string, string>;
  filters?: Filters;
  /** Reads these through a look-up of the dataset, instead of its list. */
  lookup?: { by: string; values: readonly string[] };
};

/** `stopAfterPage`: forgets everything but what a page store keeps, and goes on from there. `pageSize`: instead of the usual. */
export type ReadOptions = { stopAfterPage?: number; pageSize?: number; deadlineMs?: number; maxBytes?: number };

/** Stands for the hash a workspace has a key for. */
export const testHash = (secret: string) => createHash('sha256').update(`test ${secret}`).digest('hex').slice(0, 32);

/** Reads a dataset as a run does; pauses go to `waits` and are not slept. */
export async function readDataset(source: Source, options: ReadOptions = {}, waits: number[] = []) {
  const { stopAfterPage, pageSize, ...limits } = options;
  const http = createHttp({ trusted: [source.origin], now: () => new Date(), ...limits });
  try {
    const provider = createProviders({ [source.provider]: source.settings }).find(({ id }) => id === source.provider);
    const dataset = provider?.datasets.find(({ id }) => id === source.dataset);
    if (!provider || !dataset) throw new Error(`there is no ${source.provider} ${source.dataset}`);
    const ask = createAsk({
      http,
      provider,
      credentials: source.credentials,
      baseUrl: source.origin,
      signal: AbortSignal.timeout(120_000),
      sleep: async (ms) => void waits.push(ms),
    });
    const sized = pageSize === undefined ? dataset : { ...dataset, paging: dataset.paging.sized(pageSize) };
    const lookup = dataset.lookups.find(({ id }) => id === source.lookup?.by);
    const inputs = lookup && { lookup, values: source.lookup?.values ?? [] };
    const asked = {
      dataset: sized,
      filters: source.filters,
      inputs,
      ask,
      scope: source.scope,
      known: new Map() as Known,
      now: new Date(),
      hash: testHash,
    };
    return await readAll(asked, stopAfterPage);
  } finally {
    await http.close();
  }
}

async function readAll(options: PullOptions, stopAfterPage?: number) {
  const readings = new Map<string, Reading>();
  const cursors: PullCursor[] = [];
  const take = async (stopAt: number | undefined, from?: PullCursor) => {
    for await (const page of pull(options, from)) {
      for (const reading of page.readings) readings.set(reading.key, reading);
      cursors.push(page.cursor);
      if (cursors.length === stopAt) return;
    }
  };
  await take(stopAfterPage);
  if (stopAfterPage !== undefined) await take(undefined, PullCursor.parse(JSON.parse(JSON.stringify(cursors.at(-1)))));
  const last = cursors.at(-1);
  if (!last) throw new Error('no page');
  const rows = [...readings.values()].flatMap((reading) => reading.rows.map(({ row }) => row));
  return { rows, readings, cursors, certificate: certify(last, options.known) };
}
