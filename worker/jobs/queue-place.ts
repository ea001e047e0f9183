import type { OnQueued } from '../sheets/place-teller.ts';

/**
 * Writes the place in Google's queue down, one after another: a late one must not undo the one after it. Nothing a run depends on,
 * so what fails is left out.
 */
export function queuePlace(write: (ahead: number | null) => Promise<void>): OnQueued {
  let last = Promise.resolve();
  return (ahead) => {
    last = last.then(() => write(ahead)).catch(() => undefined);
  };
}
