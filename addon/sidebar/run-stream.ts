import { Run } from '../../shared/api.ts';
import { createEventParser, type StreamEvent } from './event-parser.ts';
import { startSilence } from './silence.ts';
import type { WorkerApi } from './worker-api.ts';
import { readAs } from './worker-request.ts';
import { UnexpectedAnswer, WorkerProblem } from './worker-problem.ts';

/** How long to wait for what, in milliseconds. */
export type Patience = {
  /** Without a sign of life for this long the stream is given up, and the run is asked for again and again. */
  silence: number;
  poll: number;
  /** Before the next attempt after a failed one; doubled each time up to `retryMost`. */
  retry: number;
  retryMost: number;
};

const PATIENCE: Patience = { silence: 20_000, poll: 2_000, retry: 500, retryMost: 8_000 };

export type Watch = {
  api: Pick<WorkerApi, 'run' | 'runEvents'>;
  /** Called with each newer state of the run, in the order of `version`. */
  onRun: (run: Run) => void;
  /** Called with false when the worker cannot be reached for the moment, and with true at each sign of it. */
  onReach: (isReached: boolean) => void;
  signal: AbortSignal;
  patience?: Patience;
  /** Never open a stream: browsers allow only a few to one place. */
  polling?: boolean;
};

/** Whether nothing more will happen to the run. */
export function isOver({ status }: Run): boolean {
  return status !== 'queued' && status !== 'running';
}

type Follower = { latest: Run; failures: number; isPolling: boolean };

/**
 * Follows a run until it is over or the signal is aborted: by its event stream, resumed where it broke off, and by asking
 * again and again once the stream stayed silent.
 *
 * @throws WorkerProblem when the worker refuses, such as for a run that is gone.
 */
export async function watchRun(start: Run, watch: Watch): Promise<void> {
  const patience = watch.patience ?? PATIENCE;
  const follower: Follower = { latest: start, failures: 0, isPolling: watch.polling ?? false };
  while (!isOver(follower.latest) && !watch.signal.aborted) {
    const pause = await attempt(follower, watch, patience);
    if (!isOver(follower.latest)) await wait(pause, watch.signal);
  }
}

/** @returns milliseconds to wait before the next attempt. */
async function attempt(follower: Follower, watch: Watch, patience: Patience): Promise<number> {
  try {
    return await (follower.isPolling ? poll(follower, watch, patience) : stream(follower, watch, patience));
  } catch (error) {
    if (watch.signal.aborted) return 0;
    if (error instanceof WorkerProblem && !isPassing(error)) throw error;
    watch.onReach(false);
    follower.failures += 1;
    return Math.min(patience.retry * 2 ** (follower.failures - 1), patience.retryMost);
  }
}

async function poll(follower: Follower, watch: Watch, patience: Patience): Promise<number> {
  take(follower, watch, await watch.api.run(follower.latest.id));
  return patience.poll;
}

async function stream(follower: Follower, watch: Watch, patience: Patience): Promise<number> {
  const silence = startSilence(patience.silence, watch.signal);
  try {
    const answer = await watch.api.runEvents(follower.latest.id, follower.latest.version, silence.signal);
    for await (const event of eventsOf(answer, silence.heard)) {
      if (event.type === 'run' || event.type === 'message') take(follower, watch, runOf(event, answer));
      if (isOver(follower.latest)) break;
    }
    return patience.retry;
  } catch (error) {
    if (!silence.isOver()) throw error;
    follower.isPolling = true;
    return 0;
  } finally {
    silence.end();
  }
}

function take(follower: Follower, watch: Watch, run: Run): void {
  follower.failures = 0;
  watch.onReach(true);
  if (run.version <= follower.latest.version) return;
  follower.latest = run;
  watch.onRun(run);
}

async function* eventsOf(answer: Response, onHeard: () => void): AsyncGenerator<StreamEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  const parse = createEventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onHeard();
    yield* parse(value);
  }
}

function runOf({ data }: StreamEvent, answer: Response): Run {
  try {
    return readAs(Run, JSON.parse(data), answer);
  } catch (error) {
    throw new UnexpectedAnswer('An event of a run that is no run.', { cause: error });
  }
}

function isPassing({ code }: WorkerProblem): boolean {
  return code === 'unavailable' || code === 'rate-limited' || code === 'internal';
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
