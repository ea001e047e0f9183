import { setTimeout as sleep } from 'node:timers/promises';
import { fault, type Finding } from './finding.ts';
import { reasonOf } from './reason.ts';

/** One thing that is looked at; `look` gives up when its signal fires. */
export type Check = {
  readonly id: string;
  readonly title: string;
  readonly look: (signal: AbortSignal) => Promise<Finding>;
};

export type Checked = Finding & { readonly id: string; readonly title: string };

export type Patience = { readonly deadlineMs: number; readonly signal: AbortSignal };

/**
 * Looks at everything at once. A look that fails or takes too long is a fault, so nothing keeps the others from being told.
 *
 * @returns what was found, in the order of the checks. @throws the signal's reason when it is aborted.
 */
export async function runChecks(checks: readonly Check[], patience: Patience): Promise<Checked[]> {
  const found = await Promise.all(
    checks.map(async ({ id, title, look }) => ({ id, title, ...(await inTime(look, patience)) })),
  );
  patience.signal.throwIfAborted();
  return found;
}

async function inTime(look: Check['look'], { deadlineMs, signal }: Patience): Promise<Finding> {
  const late = new AbortController();
  const tooLate = async () => {
    await sleep(deadlineMs, undefined, { signal: AbortSignal.any([late.signal, signal]) });
    return noAnswer(deadlineMs);
  };
  const looking = look(AbortSignal.any([AbortSignal.timeout(deadlineMs), signal])).catch((error: unknown) =>
    isTimeout(error) ? noAnswer(deadlineMs) : fault(reasonOf(error), 'See the reason.'),
  );
  try {
    return await Promise.race([looking, tooLate()]);
  } catch {
    return fault('It was stopped.', 'Start it again.');
  } finally {
    late.abort();
  }
}

const noAnswer = (deadlineMs: number) =>
  fault(`No answer within ${deadlineMs / 1000} s.`, 'Look whether a firewall or proxy swallows the connection.');

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError';
