import type { Bucket } from '../db/rate-buckets.ts';

export type CallKind = 'read' | 'write';

/** Lets calls to Google through at the pace it allows, shared by all processes. */
export type SheetsLimits = {
  /**
   * Waits until one more call may be made.
   *
   * @returns milliseconds waited.
   * @throws the signal's reason when it is aborted meanwhile.
   */
  take(kind: CallKind, spreadsheetId: string, signal?: AbortSignal): Promise<number>;
};

/** A wait that a signal can end. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The wait, always ending with the signal's own reason when it is aborted. */
export function withReason(sleep: Sleep): Sleep {
  return async (ms, signal) => {
    try {
      await sleep(ms, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  };
}

export type LimitsOptions = {
  /** Takes from all buckets or none; 0, or milliseconds until the next try. */
  readonly take: (buckets: readonly Bucket[]) => Promise<number>;
  /** The writer's e-mail and the Cloud project: Google counts both. */
  readonly writer: string;
  readonly project: string;
  readonly sleep: Sleep;
  /** Told before every wait, to show why nothing moves. */
  readonly onWait?: (ms: number, kind: CallKind) => void;
};

/**
 * Google gives a writer 60 reads and 60 writes a minute and a project 300, and advises one write a second for a spreadsheet.
 * A burst counts twice in a sliding minute (once before, once refilled), so burst and pace together stay just below.
 *
 * @see https://developers.google.com/workspace/sheets/api/limits
 */
const WRITER = { everyMs: 1200, burst: 9 };
const PROJECT = { everyMs: 240, burst: 48 };
const SPREADSHEET = { everyMs: 1000, burst: 1 };

export function createSheetsLimits({ take, writer, project, sleep, onWait }: LimitsOptions): SheetsLimits {
  return {
    async take(kind, spreadsheetId, signal) {
      const buckets: Bucket[] = [
        { name: `sheets ${kind} writer ${writer}`, ...WRITER },
        { name: `sheets ${kind} project ${project}`, ...PROJECT },
      ];
      if (kind === 'write') buckets.push({ name: `sheets write spreadsheet ${spreadsheetId}`, ...SPREADSHEET });
      for (let waited = 0; ;) {
        signal?.throwIfAborted();
        const waitMs = await take(buckets);
        if (waitMs <= 0) return waited;
        onWait?.(waitMs, kind);
        await withReason(sleep)(waitMs, signal);
        waited += waitMs;
      }
    },
  };
}
