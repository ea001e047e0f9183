import type { Certificate, DatasetId } from '../../shared/api.ts';
import type { Counted, Format } from './format.ts';
import { words } from './words.ts';

/** What a finished run says about its rows, as a sentence: "All 12,480 of 12,480 read; 312 deleted tickets left out." */
export function completenessOf(certificate: Certificate, dataset: DatasetId, { count }: Pick<Format, 'count'>): string {
  const text = words.completeness;
  const parts = [readOf(certificate, count)];
  const { dropped, rowErrors } = certificate;
  if (dropped > 0) parts.push((dataset === 'tickets' ? text.deletedTickets : text.deleted)(count(dropped)));
  if (rowErrors > 0) parts.push(text.unreadable(count(rowErrors)));
  return text.join(parts);
}

/** The ticketing system's own count includes what is left out on purpose; people count what they see in the tab. */
function readOf({ rows, dropped, providerTotal, complete }: Certificate, count: (value: number) => Counted): string {
  const text = words.completeness;
  const expected = providerTotal === null ? null : Math.max(providerTotal - dropped, 0);
  if (complete) return expected === rows ? text.allOf(count(rows), count(rows)) : text.all(count(rows));
  if (expected === null || expected <= rows) return text.notAll(count(rows));
  return text.onlyOf(count(rows), count(expected));
}
