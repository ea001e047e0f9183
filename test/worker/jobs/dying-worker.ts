import { sql } from 'kysely';
import { findRun } from '../../../worker/db/runs.ts';
import type { ProviderRequest } from '../../../worker/providers/provider.ts';
import type { RunBench } from './run-bench.ts';

/** Ends this worker after so many staged pages, without giving anything back: what `kill -9` leaves behind. */
export function dieAfter(bench: RunBench, pages: number) {
  let asked = 0;
  return {
    open: (...args: Parameters<typeof bench.deps.open>) => {
      const { ask, ...rest } = bench.deps.open(...args);
      return {
        ...rest,
        ask: async <T>(request: ProviderRequest, interpret: (body: unknown) => T) => {
          asked += 1;
          if (asked > pages) await new Promise(() => undefined);
          return await ask(request, interpret);
        },
      };
    },
  };
}

/** The dead worker's lease runs out. */
export async function expireLease(bench: RunBench, runId: string): Promise<void> {
  const past = sql<Date>`now() - interval '1 second'`;
  await bench.database.db.updateTable('runs').set({ lease_until: past }).where('id', '=', runId).execute();
}

export async function untilPages(bench: RunBench, runId: string, pages: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const run = await findRun(bench.database.db, runId);
    if ((run?.pages ?? 0) >= pages) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the run makes no progress');
}
