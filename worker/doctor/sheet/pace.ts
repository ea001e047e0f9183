import type { CallKind, SheetsLimits, Sleep } from '../../sheets/quota.ts';

/** Google allows 60 reads and 60 writes a minute; runs of a worker need some of them meanwhile. */
const EVERY_MS = 1_500;

type PaceOptions = { readonly now: () => number; readonly sleep: Sleep; readonly everyMs?: number };

/** Lets calls of this process alone through at a steady pace, reads and writes apart. */
export function steadyPace({ now, sleep, everyMs = EVERY_MS }: PaceOptions): SheetsLimits {
  const next = new Map<CallKind, number>();
  return {
    async take(kind, _spreadsheet, { signal } = {}) {
      const at = Math.max(now(), next.get(kind) ?? 0);
      next.set(kind, at + everyMs);
      const waitMs = at - now();
      if (waitMs > 0) await sleep(waitMs, signal);
      return waitMs;
    },
    pushBack: (kind, forMs) => {
      next.set(kind, Math.max(next.get(kind) ?? 0, now() + forMs));
      return Promise.resolve();
    },
  };
}
