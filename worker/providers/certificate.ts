import type { SourceCertificate } from '../../shared/api.ts';
import { totalOf, type PullCursor } from './pull-cursor.ts';
import type { Known } from './known.ts';

/** What a finished pull can say about completeness. */
export function certify(cursor: PullCursor, known: Known): SourceCertificate {
  let rows = 0;
  let dropped = 0;
  let filtered = 0;
  for (const record of known.values()) {
    rows += record.rows;
    filtered += record.filtered;
    if (record.rows + record.filtered === 0) dropped += 1;
  }
  return {
    fetched: cursor.fetched,
    distinct: known.size,
    dropped,
    filtered,
    rows,
    providerTotal: totalOf(cursor),
    complete: cursor.phase === 'done' && cursor.rowErrors === 0 && cursor.missing === 0,
    rowErrors: cursor.rowErrors,
    catchUps: cursor.catchUpsInAll,
    stepsBack: cursor.stepsBack,
    notes: notesOf(cursor),
  };
}

function notesOf({ rowErrors, samples, missing, surplus, totalBefore }: PullCursor): string[] {
  const notes: string[] = [];
  if (rowErrors > 0) notes.push(`${rowErrors} records could not be read: ${samples.join('; ')}`);
  if (missing > 0) notes.push(`${missing} records of ${totalBefore ?? 'unknown'} were not found`);
  if (surplus > 0) notes.push(`${surplus} records came or went while reading`);
  return notes;
}
