import { Failure } from '../failure.ts';
import { mayPaste } from './facts.ts';
import { look, type PublishJob } from './publish-job.ts';
import type { View } from './look.ts';
import { isSheetError } from './sheet-error.ts';
import type { Cells } from './client.ts';
import { fillStaging, newStaging, openStaging, removeStaging, type Staging } from './staging.ts';
import { cellOf } from './requests.ts';

/** Largest body Google advises. */
export const MAX_BYTES = 2_000_000;
/** Google refuses bodies over 10 MiB. */
const HARD_MAX_BYTES = 9_000_000;

/** Whether rows are small enough to be written by one call; with `isTight` as large as Google takes at all, not only as it advises. */
export function fitsOneCall(rows: Iterable<Cells[number]>, maxBytes: number, isTight: boolean): boolean {
  const most = isTight ? HARD_MAX_BYTES : maxBytes;
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row.map(cellOf)));
    if (bytes > most) return false;
  }
  return true;
}

/** What is prepared: rows of cells, and how many columns they have. */
export type Prepared = { readonly rows: Cells; readonly columns: number; readonly maxBytes: number };

/** Where pasting from a hidden tab would spoil the list there is only the one call. */
function refuseToPaste({ client }: PublishJob): void {
  if (mayPaste(client.facts)) return;
  throw new Failure(
    'invalid-request',
    'More is to be written than Google takes in one call, and it may not be prepared in a hidden tab here (setting GOOGLE_SHEETS_FACTS), so nothing was written. Make several reports of it, such as one an event.',
  );
}

/**
 * Prepares rows in a hidden tab and has them used from there. Whoever uses them removes the tab with the same call; when that fails it is
 * removed here.
 *
 * @throws Failure `invalid-request` when it may not be pasted from there; what `use` throws; SheetError; what the owner check throws.
 */
export async function withPrepared<T>(
  job: PublishJob,
  view: View,
  { rows, columns, maxBytes }: Prepared,
  use: (staging: Staging) => Promise<T>,
): Promise<T> {
  refuseToPaste(job);
  const { client, spreadsheetId, reportId, runId, onProgress } = job;
  let mayExist = false;
  const before = async () => {
    await job.assertOwner();
    mayExist = true;
  };
  const call = { ...job.write, before };
  const mark = { report: reportId, run: runId };
  const onRows = (done: number) => onProgress?.(done);
  const options = { client, spreadsheetId, mark, rows, columns, maxBytes, call, onRows };
  const staging = newStaging();
  try {
    await openStaging(options, staging, view).catch(async (error: unknown) => {
      // what a run before us left over may just have been removed by that run itself
      if (view.staging.length === 0 || !isSheetError(error, 'bad-request')) throw error;
      await openStaging(options, staging, await look(job));
    });
    await fillStaging(options, staging);
    return await use(staging);
  } catch (error) {
    if (mayExist) await removeStaging(client, spreadsheetId, staging, job.call);
    throw error;
  }
}
