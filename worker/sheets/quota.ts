import { randomUUID } from 'node:crypto';
import type { CallLine } from '../db/call-line.ts';
import type { Bucket } from '../db/rate-buckets.ts';
import { placeTeller, type OnQueued } from './place-teller.ts';

export type CallKind = 'read' | 'write';

/** What goes with a wait. */
export type WaitOptions = {
  /** Ends the wait and leaves the line. */
  readonly signal?: AbortSignal | undefined;
  /** A person waits for it: it takes turns with all the calls of runs, instead of with those of each spreadsheet. */
  readonly urgent?: boolean | undefined;
  /** How many calls are before this one, when it waits for more than a moment; null once it goes. At most once a second. */
  readonly onQueued?: OnQueued | undefined;
};

/** Lets calls to Google through at the pace it allows, shared by all processes. */
export type SheetsLimits = {
  /**
   * Waits until one more call may be made.
   *
   * @returns milliseconds waited.
   * @throws the signal's reason when it is aborted meanwhile.
   */
  take(kind: CallKind, spreadsheetId: string, options?: WaitOptions): Promise<number>;
  /** Google refused a call for its quota: nobody makes another one of this kind for so many milliseconds. */
  pushBack(kind: CallKind, forMs: number): Promise<void>;
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

type Allowance = Omit<Bucket, 'name'>;
export type Pace = { readonly writer: Allowance; readonly project: Allowance; readonly spreadsheet: Allowance };

/**
 * Google gives a writer 60 reads and 60 writes a minute and a project 300, and advises one write a second for a spreadsheet.
 * A burst counts twice in a sliding minute (once before, once refilled), so burst and pace together stay just below.
 *
 * @see https://developers.google.com/workspace/sheets/api/limits
 */
const PACE: Pace = {
  writer: { everyMs: 1200, burst: 9 },
  project: { everyMs: 240, burst: 48 },
  spreadsheet: { everyMs: 1000, burst: 1 },
};
/** Only tells when it was taken from last, which is what turns are made of. */
const UNPACED: Allowance = { everyMs: 0, burst: 1 };

/** A waiter asks at least this often: to be known to be alive, and to see where it stands. */
const ASK_MS = 5000;

export type LimitsOptions = {
  readonly line: CallLine;
  /** The writer's e-mail and the Cloud project: Google counts both. */
  readonly writer: string;
  readonly project: string;
  readonly sleep: Sleep;
  /** Told before every wait, to show why nothing moves. */
  readonly onWait?: (ms: number, kind: CallKind) => void;
  /** Default: what Google allows. */
  readonly pace?: Pace;
};

export function createSheetsLimits(options: LimitsOptions): SheetsLimits {
  const { line, pace = PACE } = options;
  return {
    async take(kind, spreadsheetId, wait = {}) {
      const id = randomUUID();
      try {
        const buckets = bucketsOf(options, kind, spreadsheetId, wait.urgent);
        return await untilTurn({ ...options, buckets, id, kind, wait });
      } finally {
        await line.leave(id);
      }
    },
    pushBack: async (kind, forMs) => await line.pushBack(writerBucket(options.writer, kind, pace), forMs),
  };
}

type Buckets = { writer: Bucket; project: Bucket; lane: Bucket; spreadsheet: Bucket };
type Turn = Pick<LimitsOptions, 'line' | 'sleep' | 'onWait'> & {
  readonly buckets: Buckets;
  readonly id: string;
  readonly kind: CallKind;
  readonly wait: WaitOptions;
};

const writerBucket = (writer: string, kind: CallKind, pace: Pace): Bucket => ({
  name: `sheets ${kind} writer ${writer}`,
  ...pace.writer,
});

function bucketsOf(
  { writer, project, pace = PACE }: LimitsOptions,
  kind: CallKind,
  spreadsheetId: string,
  urgent = false,
): Buckets {
  return {
    writer: writerBucket(writer, kind, pace),
    project: { name: `sheets ${kind} project ${project}`, ...pace.project },
    lane: { name: `sheets ${kind} ${urgent ? 'people' : 'runs'} ${writer}`, ...UNPACED },
    spreadsheet: {
      name: `sheets ${kind} spreadsheet ${spreadsheetId}`,
      ...(kind === 'write' ? pace.spreadsheet : UNPACED),
    },
  };
}

/** A call goes when there is room for it and for those before it, gone or not: so a waiter that is slow or dead holds nobody up. */
async function untilTurn({ line, sleep, onWait, buckets, id, kind, wait }: Turn): Promise<number> {
  const { writer, project, lane, spreadsheet } = buckets;
  const { everyMs } = spreadsheet;
  const call = { id, line: writer.name, lane: lane.name, spreadsheet: spreadsheet.name, spreadsheetEveryMs: everyMs };
  const tell = placeTeller(wait.onQueued);
  for (let waited = 0; ;) {
    wait.signal?.throwIfAborted();
    const { ahead, ready, inSpreadsheet } = await line.lineUp(call);
    const turnMs = await line.take([
      { ...writer, spare: ready },
      { ...project, spare: ready },
      { ...spreadsheet, spare: inSpreadsheet },
      lane,
    ]);
    if (turnMs <= 0) {
      tell.goes();
      return waited;
    }
    const waitMs = Math.min(turnMs, ASK_MS);
    tell.waits(ahead, waited, turnMs);
    onWait?.(waitMs, kind);
    await withReason(sleep)(waitMs, wait.signal);
    waited += waitMs;
  }
}
