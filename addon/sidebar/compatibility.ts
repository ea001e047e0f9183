import {
  compatibilityOf,
  isOlder,
  isVersion,
  VERSION,
  VERSION_HEADER,
  type Compatibility,
} from '../../shared/version.ts';

/** What is known of the worker's version while the sidebar is open. */
export type WorkerVersion = {
  /** `fine` until an answer tells otherwise. */
  compatibility(): Compatibility;
  /** Called with each change. @returns a function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Takes note of what an answer tells. */
  heard(answer: Response): void;
  /** Takes note that an answer of a later version held things this sidebar cannot show. */
  leftOut(answer: Response): void;
};

/** The version the worker told with an answer; null: none, so it is not the worker, or something in between cut it off. */
export function versionOf(answer: Response): string | null {
  const told = answer.headers.get(VERSION_HEADER);
  return told !== null && isVersion(told) ? told : null;
}

/** Whether an answer is of another version than this sidebar. */
export function isOther(answer: Response): boolean {
  const version = versionOf(answer);
  return version !== null && version !== VERSION;
}

/** Whether an answer is of an earlier version, which may not know all we ask. */
export const isFromOlder = (answer: Response): boolean => isOlder(versionOf(answer) ?? VERSION);

export function createWorkerVersion(): WorkerVersion {
  let known: Compatibility = 'fine';
  let hasLeftOut = false;
  const listeners = new Set<() => void>();
  const set = (next: Compatibility) => {
    if (next === known) return;
    known = next;
    for (const listener of listeners) listener();
  };
  return {
    compatibility: () => known,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    heard(answer) {
      const version = versionOf(answer);
      if (version === null) return;
      const next = compatibilityOf(version);
      set(next === 'fine' && hasLeftOut ? 'sidebar-older' : next);
    },
    leftOut(answer) {
      if (isFromOlder(answer)) return;
      hasLeftOut = true;
      if (known === 'fine') set('sidebar-older');
    },
  };
}
