import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Report, Run } from '../../shared/api.ts';
import type { RunOrder } from '../../shared/changes.ts';
import { problemOf, type Problem } from './problem.ts';
import type { WorkerApi } from './worker-api.ts';

/** Between a click on Refresh and the worker's answer, and why the worker refused. */
export type RefreshState = { isStarting: boolean; problem: Problem | undefined };

export type Refreshing = {
  stateOf: (reportId: string) => RefreshState;
  /** Starts it, unless it is just being started. */
  refresh: (reportId: string, order?: RunOrder) => void;
  /** Starts all of them, a few at a time; each says at once that it starts. */
  refreshAll: (reports: readonly Report[]) => void;
};

/** Questions on their way at the same time: browsers open six to one place, and streams need some. */
const AT_ONCE = 2;

const AT_REST: RefreshState = { isStarting: false, problem: undefined };

/** Starts refreshes and remembers how that went while the sidebar is open, whatever it shows meanwhile. */
export function useRefreshing(api: Pick<WorkerApi, 'startRun'>, onRun: (run: Run) => void): Refreshing {
  const [states, setStates] = useState<ReadonlyMap<string, RefreshState>>(new Map());
  const going = useRef(new Set<string>());
  const set = useCallback((id: string, state: RefreshState) => setStates((known) => new Map(known).set(id, state)), []);
  const start = useCallback(
    async (id: string, order?: RunOrder) => {
      try {
        onRun(await api.startRun(id, order));
        set(id, AT_REST);
      } catch (error) {
        set(id, { isStarting: false, problem: problemOf(error) });
      } finally {
        going.current.delete(id);
      }
    },
    [api, onRun, set],
  );
  const claim = useCallback(
    (id: string): boolean => {
      if (going.current.has(id)) return false;
      going.current.add(id);
      set(id, { isStarting: true, problem: undefined });
      return true;
    },
    [set],
  );
  const refreshAll = useCallback(
    (reports: readonly Report[]) => {
      const waiting = reports.map(({ id }) => id).filter(claim);
      const work = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await start(id);
      };
      for (let worker = 0; worker < AT_ONCE; worker += 1) void work();
    },
    [claim, start],
  );
  return useMemo(
    () => ({
      stateOf: (id) => states.get(id) ?? AT_REST,
      refresh: (id, order) => {
        if (claim(id)) void start(id, order);
      },
      refreshAll,
    }),
    [states, claim, start, refreshAll],
  );
}
