import type { Certificate, SourceCertificate } from '../../shared/api.ts';
import type { DatasetId } from '../../shared/catalogue.ts';
import type { Counted } from './languages/counted.ts';
import type { Format } from './format.ts';
import { words } from './words.ts';

type Counts = Omit<SourceCertificate, 'notes'>;

/** What a finished run says about its rows, as a sentence: "All 12,480 of 12,480 read; 312 deleted tickets left out." */
export function completenessOf(
  certificate: Counts | Certificate,
  dataset: DatasetId,
  { count }: Pick<Format, 'count'>,
): string {
  const text = words.completeness;
  const { distinct, dropped, filtered, rows, rowErrors } = certificate;
  const isRowEach = distinct - dropped === rows + filtered;
  const parts = [readOf(certificate, count)];
  if (!isRowEach) parts.push(text.asRows(count(rows + filtered)));
  if (dropped > 0) parts.push(droppedOf(dataset, isRowEach)(count(dropped)));
  if (filtered > 0) parts.push(text.filtered(count(filtered)));
  if (rowErrors > 0) parts.push(text.unreadable(count(rowErrors)));
  return text.join(parts);
}

/** A record without rows was deleted; or, where a record gives several rows, it had none. */
function droppedOf(dataset: DatasetId, isRowEach: boolean): (n: Counted) => string {
  const text = words.completeness;
  if (!isRowEach) return text.empty;
  return dataset === 'tickets' ? text.deletedTickets : text.deleted;
}

/** The ticketing system's own count includes what is left out on purpose; people count what is left after that. */
function readOf({ distinct, dropped, providerTotal, complete }: Counts, count: (value: number) => Counted): string {
  const text = words.completeness;
  const read = distinct - dropped;
  const expected = providerTotal === null ? null : Math.max(providerTotal - dropped, 0);
  if (complete) return expected === read ? text.allOf(count(read), count(read)) : text.all(count(read));
  if (expected === null || expected <= read) return text.notAll(count(read));
  return text.onlyOf(count(read), count(expected));
}
