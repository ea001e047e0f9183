import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Problem } from './problem.ts';
import { useTask } from './use-task.ts';

/** Something a view reads when it appears. */
export type Loaded<T> = {
  /** Undefined until it was read once. */
  value: T | undefined;
  isBusy: boolean;
  problem: Problem | undefined;
  /** Reads it anew; what is known stays on show meanwhile. */
  reload: () => Promise<void>;
  /** News that came with an answer. */
  set: (value: T) => void;
  /** For whoever was told that reading failed. */
  again: () => void;
};

/** @param read rejects as the worker's calls do. @param key reads anew when it changes. */
export function useLoaded<T>(read: () => Promise<T>, key = ''): Loaded<T> {
  const [value, set] = useState<T>();
  const reading = useTask();
  const reload = useCallback(async () => set(await read()), [key]);
  const again = useCallback(() => reading.start(reload), [reading.start, reload]);
  useEffect(again, [again]);
  return { value, isBusy: reading.isBusy, problem: reading.problem, reload, set, again };
}
