/** Who wants to know how many calls are before one that waits; null once it goes. */
export type OnQueued = (ahead: number | null) => void;

/** A wait shorter than this is nobody's concern. */
const QUIET_MS = 2000;
const TELL_MS = 1000;

/** Tells of a wait when it is more than a moment, then whenever the number changed, at most once a second. Times in milliseconds. */
export type PlaceTeller = { waits(ahead: number, waitedMs: number, stillMs: number): void; goes(): void };

export function placeTeller(onQueued: OnQueued = () => undefined): PlaceTeller {
  let last: { ahead: number; atMs: number } | null = null;
  return {
    waits(ahead, waitedMs, stillMs) {
      if (last === null ? waitedMs + stillMs < QUIET_MS : waitedMs - last.atMs < TELL_MS || ahead === last.ahead)
        return;
      last = { ahead, atMs: waitedMs };
      onQueued(ahead);
    },
    goes() {
      if (last !== null) onQueued(null);
    },
  };
}
