import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { csvChunks } from '../export/csv.ts';
import { jsonChunks } from '../export/json.ts';
import { checkOutFile, writeOutFile } from '../export/out-file.ts';
import type { RunOrder } from './run-order.ts';

/** Where the rows go; what is in the way is known before anything is read. */
export type Output = {
  /** `columns`: what the values of each row are, in their order. */
  write(rows: AsyncIterable<readonly Value[]>, columns: readonly Column[], signal: AbortSignal): Promise<void>;
};

/** @throws OutFileError when the file cannot be written. */
export async function openOutput(order: RunOrder, stdout: Writable): Promise<Output> {
  if (order.out === '-')
    return { write: (rows, columns, signal) => writeTo(stdout, chunksOf(order, rows, columns), signal) };
  const file = await checkOutFile(order.out);
  return { write: (rows, columns) => writeOutFile(file, chunksOf(order, rows, columns)) };
}

function chunksOf({ format, raw, bom }: RunOrder, rows: AsyncIterable<readonly Value[]>, columns: readonly Column[]) {
  return format === 'json' ? jsonChunks(columns, rows) : csvChunks(columns, rows, { raw, bom });
}

async function writeTo(stdout: Writable, chunks: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(chunks, stdout, { end: false, signal });
  } catch (error) {
    // Whoever reads has seen enough, such as `head`.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
