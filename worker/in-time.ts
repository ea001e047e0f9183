import { Failure } from './failure.ts';

/**
 * What a person waits for and a ticketing system takes too long for.
 *
 * @throws Failure `provider-unavailable` with this sentence when `signal` ends it; else what `act` throws.
 */
export async function inTime<T>(signal: AbortSignal, tooSlow: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!signal.aborted || cause instanceof Failure) throw cause;
    throw new Failure('provider-unavailable', tooSlow, { cause });
  }
}
