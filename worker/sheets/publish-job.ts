import { lookAt, type View } from './look.ts';
import { checkOptions, type HeldBack, type PublishOptions } from './publish-options.ts';
import { isSheetError } from './sheet-error.ts';
import type { CallOptions } from './transport.ts';

/** One publish while it is done: what is wanted, and what goes with its reads and its writes. */
export type PublishJob = PublishOptions & {
  readonly call: CallOptions;
  readonly write: CallOptions;
  /** Requests and bytes sent so far. */
  readonly sent: { calls: number; bytes: number };
  /** What is not done although the rows say so, in a list that is written anew. */
  readonly heldBack?: HeldBack | null;
};

/** @throws Failure `invalid-request` naming what cannot be published. */
export function newJob(options: PublishOptions): PublishJob {
  checkOptions(options);
  const sent = { calls: 0, bytes: 0 };
  const onSent = (bytes: number) => {
    sent.calls += 1;
    sent.bytes += bytes;
  };
  const call: CallOptions = { signal: options.signal, onSent, onQueued: options.onQueued };
  return { ...options, call, write: { ...call, before: options.assertOwner }, sent };
}

const LOOKS = 3;

/** Google refuses to read rows that people deleted between two of the reads of one look: then it is begun anew. */
export async function look({ client, spreadsheetId, reportId, sheetId, tab, call }: PublishJob): Promise<View> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lookAt(client, { spreadsheetId, reportId, sheetId, title: tab }, call);
    } catch (error) {
      if (attempt >= LOOKS || !isSheetError(error, 'bad-request')) throw error;
    }
  }
}

/** Whether this very run has been published already. */
export function isPublished({ tab }: View, { runId, generation }: PublishJob): boolean {
  return tab.marker?.run === runId && tab.marker.generation === generation;
}
