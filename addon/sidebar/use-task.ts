import { useCallback, useRef, useState } from 'preact/hooks';
import { problemOf, type Problem } from './problem.ts';

/** Something a click starts: whether it is going on, and why it last failed. */
export type Task = {
  isBusy: boolean;
  problem: Problem | undefined;
  /** Starts it, unless it is going on already. */
  start: (work: () => Promise<void>) => void;
  clear: () => void;
};

export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const going = useRef(false);
  const start = useCallback((work: () => Promise<void>) => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    setProblem(undefined);
    work()
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => {
        going.current = false;
        setBusy(false);
      });
  }, []);
  const clear = useCallback(() => setProblem(undefined), []);
  return { isBusy, problem, start, clear };
}
