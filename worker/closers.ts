import type { Log } from './log.ts';

/** What was opened, to be closed in the opposite order. */
export type Closers = {
  add(close: () => Promise<unknown>): void;
  /** Closes everything; one that fails does not keep the others open. */
  closeAll(): Promise<void>;
};

export function createClosers(log: Log): Closers {
  const opened: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void opened.push(close),
    async closeAll() {
      for (const close of opened.splice(0).toReversed()) {
        try {
          await close();
        } catch (error) {
          log.warn({ err: error }, 'closing');
        }
      }
    },
  };
}
