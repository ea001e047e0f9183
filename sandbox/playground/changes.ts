import type { FileChange, Files } from '../google/files.ts';

/** How long changes are gathered before the page hears of them, in milliseconds. */
const GATHER_MS = 80;

/** Counts the changes of every spreadsheet and tells who listens. */
export type Changes = {
  version(spreadsheetId: string): number;
  /** Calls back after changes, many at once; returns the end of it. */
  listen(spreadsheetId: string, listener: () => void): () => void;
  close(): void;
};

export function watchChanges(files: Files): Changes {
  // Counting goes on after a restart, for a page that was open all the time.
  const first = Date.now();
  const versions = new Map<string, number>();
  const count = ({ fileId }: FileChange): void => void versions.set(fileId, (versions.get(fileId) ?? first) + 1);
  const stop = files.onChange(undefined, count);
  const listen = (spreadsheetId: string, listener: () => void): (() => void) => {
    let timer: NodeJS.Timeout | undefined;
    const gather = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        listener();
      }, GATHER_MS);
    };
    const end = files.onChange(spreadsheetId, gather);
    return () => {
      clearTimeout(timer);
      end();
    };
  };
  return { version: (id) => versions.get(id) ?? first, listen, close: stop };
}
