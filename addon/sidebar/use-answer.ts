import { useEffect, useRef, useState } from 'preact/hooks';
import { problemOf, type Problem } from './problem.ts';
import { PATIENCE_MS } from './worker-api.ts';

/** Between the last change and the question. */
const PAUSE_MS = 350;

/** What the worker says about the form as it is, asked for without a click. */
export type Answer<T> = {
  /** The last answer; `isOld`: to another question than the present one. */
  value: T | undefined;
  isOld: boolean;
  isBusy: boolean;
  problem: Problem | undefined;
  again: () => void;
  /** The answer to the present question; asked for now unless it is on its way. Rejects as the worker's calls do. */
  now: (patienceMs: number) => Promise<T>;
};

type Said<T> = { of: string; value: T };

/** Asks the worker; ends with the signal. Rejects as the worker's calls do. */
type Ask<T> = (signal: AbortSignal) => Promise<T>;

/**
 * @param of the question as text; an answer to another one is old.
 * @param isWanted whether it is to be asked at all; when it no longer is, asking ends.
 */
export function useAnswer<T>(of: string, isWanted: boolean, ask: Ask<T>): Answer<T> {
  const [answer, setAnswer] = useState<Said<T>>();
  const [failure, setFailure] = useState<Said<Problem>>();
  const going = useRef<Said<Promise<T>> | null>(null);
  const isKnown = answer?.of === of;
  const hasFailed = failure?.of === of;
  const isDue = isWanted && !isKnown && !hasFailed;
  useEffect(() => {
    if (!isDue) return;
    return asking(ask, {
      started: (value) => (going.current = value && { of, value }),
      said: (value) => setAnswer({ of, value }),
      failed: (error) => setFailure({ of, value: problemOf(error) }),
    });
  }, [of, isDue]);
  const now = async (patienceMs: number): Promise<T> => {
    const isGoing = going.current?.of === of;
    const value = await within(patienceMs, (isGoing ? going.current?.value : undefined) ?? ask);
    setAnswer({ of, value });
    return value;
  };
  return {
    value: answer?.value,
    isOld: answer !== undefined && !isKnown,
    isBusy: isDue,
    problem: hasFailed ? failure.value : undefined,
    again: () => setFailure(undefined),
    now,
  };
}

type Listener<T> = {
  /** With null once it is of no interest any more. */
  started: (value: Promise<T> | null) => void;
  said: (value: T) => void;
  failed: (error: unknown) => void;
};

/** Asks after the pause. @returns what ends it. */
function asking<T>(ask: Ask<T>, { started, said, failed }: Listener<T>): () => void {
  const stop = new AbortController();
  let isWanted = true;
  const timer = setTimeout(() => {
    const value = within(PATIENCE_MS, ask, stop);
    started(value);
    value.then(
      (answer) => isWanted && said(answer),
      (error: unknown) => isWanted && failed(error),
    );
  }, PAUSE_MS);
  return () => {
    isWanted = false;
    clearTimeout(timer);
    started(null);
    stop.abort();
  };
}

/** The answer, or a TimeoutError. What is going on already goes on. */
function within<T>(ms: number, what: Promise<T> | Ask<T>, stop = new AbortController()): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new DOMException('No answer in time.', 'TimeoutError');
    const timer = setTimeout(() => {
      reject(late);
      stop.abort(late);
    }, ms);
    const value = typeof what === 'function' ? what(stop.signal) : what;
    value.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
