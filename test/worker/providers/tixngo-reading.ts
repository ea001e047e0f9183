import { startTixngo, type TixngoSimulator } from '../../../sandbox/providers/tixngo/tixngo.ts';
import { createAsk } from '../../../worker/providers/ask.ts';
import { createHttp, type Http } from '../../../worker/providers/http.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import type { Reading } from '../../../worker/providers/provider.ts';
import { certify, pull, PullCursor, type Known } from '../../../worker/providers/pull.ts';

/** TIXNGO's stand-in with a reader in front of it; `waits` collects the pauses that were not slept. */
export type Bench = {
  simulator: TixngoSimulator;
  waits: number[];
  read(scope: Record<string, string>, options?: ReadOptions): ReturnType<typeof readAll>;
  close(): Promise<void>;
};
/** `stopAfterPage`: forgets everything but what a page store keeps, and goes on from there. */
type ReadOptions = {
  /** Default: tickets. */
  dataset?: string;
  stopAfterPage?: number;
  settings?: Record<string, unknown>;
  apiKey?: string;
  deadlineMs?: number;
  maxBytes?: number;
};

export async function openBench(): Promise<Bench> {
  const simulator = await startTixngo();
  const waits: number[] = [];
  const opened: Http[] = [];
  return {
    simulator,
    waits,
    async read(scope, options = {}) {
      const {
        dataset: asked = 'tickets',
        stopAfterPage,
        settings = {},
        apiKey = simulator.credentials.apiKey,
        ...limits
      } = options;
      const http = createHttp({ trusted: [simulator.origin], now: () => new Date(), ...limits });
      opened.push(http);
      const [provider] = createProviders({ tixngo: settings });
      if (!provider) throw new Error('no provider');
      const ask = createAsk({
        http,
        provider,
        credentials: { ...simulator.credentials, apiKey },
        baseUrl: simulator.origin,
        signal: AbortSignal.timeout(60_000),
        sleep: async (ms) => void waits.push(ms),
      });
      const dataset = provider.datasets.find(({ id }) => id === asked);
      if (!dataset) throw new Error('no dataset');
      return await readAll(
        {
          dataset,
          ask,
          scope: asked === 'tickets' || asked === 'status-logs' ? { appId: simulator.appId, ...scope } : scope,
          known: new Map(),
          now: new Date(),
        },
        stopAfterPage,
      );
    },
    async close() {
      for (const http of opened) await http.close();
      await simulator.close();
    },
  };
}

type PullOptions = Parameters<typeof pull>[0] & { known: Known };

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
  const rows = [...readings.values()].flatMap(({ row }) => (row ? [row] : []));
  return { rows, readings, cursors, certificate: certify(last, options.known) };
}
