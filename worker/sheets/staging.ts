import { a1 } from './a1.ts';
import type { Cells, SheetsClient } from './client.ts';
import { freeSheetId, type View } from './look.ts';
import { createMetadata, type SheetRequest } from './requests.ts';
import { isSheetError } from './sheet-error.ts';
import { findStaging, KEYS, type StagingMark } from './tab.ts';
import type { CallOptions } from './transport.ts';

/** A hidden tab that holds the data rows of a publish, until one call swaps them into place. */
export type Staging = { readonly sheetId: number; readonly title: string };

export type StagingOptions = {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly mark: StagingMark;
  readonly rows: Cells;
  readonly columns: number;
  /** Bodies are kept below this; Google advises 2 MB. */
  readonly maxBytes: number;
  readonly call: CallOptions;
  readonly onRows: (rows: number) => void;
};

const TRIES = 4;

/** A write whose repetition does no harm: an open outcome is settled by `isDone`, or by writing once more. */
export async function settled(
  client: SheetsClient,
  write: () => Promise<void>,
  isDone: () => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= TRIES || !isSheetError(error, 'ambiguous', 'unavailable')) throw error;
      await client.pause(1000 * 2 ** (attempt - 1), signal);
      if (await isDone()) return;
    }
  }
}

/** A hidden tab that is still to be made. */
export function newStaging(): Staging {
  const sheetId = freeSheetId({ sheets: [] });
  return { sheetId, title: `Willcall is preparing rows ${sheetId}` };
}

/** Makes the hidden tab, and in the same call removes those a killed run left over. */
export async function openStaging(
  options: StagingOptions,
  { sheetId, title }: Staging,
  view: Pick<View, 'staging'>,
): Promise<void> {
  const { client, spreadsheetId, mark, rows, columns, call } = options;
  const gridProperties = { rowCount: rows.length, columnCount: columns };
  const requests: SheetRequest[] = [
    ...view.staging.map((leftOver) => ({ deleteSheet: { sheetId: leftOver.sheetId } })),
    { addSheet: { properties: { sheetId, title, hidden: true, gridProperties } } },
    createMetadata(KEYS.staging, JSON.stringify(mark), { sheetId }),
  ];
  const fields = 'sheets(properties(sheetId),developerMetadata(metadataId,metadataKey,metadataValue))';
  await settled(
    client,
    // seen through once sent, so that a cancel knows what there is to remove
    () => client.batchUpdate(spreadsheetId, requests, { ...call, unstoppable: true }),
    async () => {
      const book = await client.get(spreadsheetId, { fields }, { ...call, before: undefined });
      return findStaging(book, mark.report).some((one) => one.sheetId === sheetId);
    },
    call.signal,
  );
}

/** Removes the hidden tab as far as Google lets us, also after a cancel; what stays is found and removed by the next run. */
export async function removeStaging(
  client: SheetsClient,
  spreadsheetId: string,
  { sheetId }: Staging,
  options: CallOptions,
): Promise<void> {
  // the owner is not asked: a hidden tab of ours does no harm to be gone, whoever has the run now
  const call = { ...options, signal: AbortSignal.timeout(5000) };
  const fields = 'sheets(properties(sheetId))';
  const isGone = async () => {
    const book = await client.get(spreadsheetId, { fields }, call);
    return !book.sheets.some((sheet) => sheet.properties.sheetId === sheetId);
  };
  const remove = () => client.batchUpdate(spreadsheetId, [{ deleteSheet: { sheetId } }], call);
  await settled(client, remove, isGone, call.signal).catch(() => undefined);
}

/** Fills the hidden tab with compact RAW values, in bodies below `maxBytes`. Ranges are explicit, so that each may be repeated. */
export async function fillStaging(options: StagingOptions, staging: Staging): Promise<void> {
  for (let from = 0; from < options.rows.length;) {
    const to = from + rowsThatFit(options.rows, from, options.maxBytes);
    await fillRange(options, staging, from, to);
    options.onRows(to);
    from = to;
  }
}

async function fillRange(options: StagingOptions, staging: Staging, from: number, to: number): Promise<void> {
  const { client, spreadsheetId, rows, columns, call } = options;
  const range = a1(staging.title, [from, to], [0, columns]);
  const notKnown = () => Promise.resolve(false);
  try {
    await settled(
      client,
      () => client.updateValues(spreadsheetId, range, rows.slice(from, to), call),
      notKnown,
      call.signal,
    );
  } catch (error) {
    if (!isSheetError(error, 'too-large') || to - from === 1) throw error;
    const middle = Math.ceil((from + to) / 2);
    await fillRange(options, staging, from, middle);
    await fillRange(options, staging, middle, to);
  }
}

/** How many rows from `from` on stay below `maxBytes`, at least one. */
export function rowsThatFit(rows: Cells, from: number, maxBytes: number): number {
  let bytes = 0;
  let to = from;
  while (to < rows.length) {
    bytes += Buffer.byteLength(JSON.stringify(rows[to])) + 1;
    if (bytes > maxBytes && to > from) break;
    to += 1;
  }
  return to - from;
}
