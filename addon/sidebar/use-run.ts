import { useEffect, useState } from 'preact/hooks';
import type { Run } from '../../shared/api.ts';
import { useApp } from './app-context.ts';
import { problemOf, type Problem } from './problem.ts';
import { isOver, watchRun } from './run-stream.ts';

/**
 * Follows the run as long as it goes on and the view is there; news go to the app.
 *
 * @param polling asks again and again instead of holding a stream open.
 */
export function useRun(run: Run | null, polling: boolean): { isReached: boolean; problem: Problem | undefined } {
  const { api, onRun } = useApp();
  const [isReached, setReached] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const goingId = run && !isOver(run) ? run.id : null;
  useEffect(() => {
    setProblem(undefined);
    setReached(true);
    if (!run || goingId === null) return;
    const controller = new AbortController();
    watchRun(run, { api, onRun, onReach: setReached, signal: controller.signal, polling }).catch((error: unknown) =>
      setProblem(problemOf(error)),
    );
    return () => controller.abort();
  }, [goingId]);
  return { isReached, problem };
}
