import { z } from 'zod';
import { offset } from '../offset-paging.ts';
import type { ListAnswer, Query } from '../provider.ts';
import { listOf, moment, text } from '../scope-fields.ts';
import type { VivenuSettings } from './settings.ts';

/** `top` and `skip`; a server may answer fewer rows than asked for, so reading advances by what it received. */
export const byOffset = ({ pageSize, overlap }: VivenuSettings) =>
  offset({
    limitParameter: 'top',
    offsetParameter: 'skip',
    pageSize,
    overlap: Math.min(overlap, Math.floor(pageSize / 2)),
  });

/** Both names of the list are about. */
const List = z.union([
  z.object({ docs: z.array(z.unknown()), total: z.number().int().min(0) }),
  z.object({ rows: z.array(z.unknown()), total: z.number().int().min(0) }),
]);

export function rowsOf(body: unknown): ListAnswer {
  const list = List.parse(body);
  return { records: 'docs' in list ? list.docs : list.rows, total: list.total };
}

export const eventField = text('eventId', 'Events', 'IDs of events, separated by commas; empty: all events.');
export const updatedField = moment('updatedFrom', 'Updated since', 'Only what changed since.');

/** Several values in one parameter. */
export const commaList = (value: string | undefined): string | undefined => listOf(value)?.join(',');

/** No upper bound: what changes while we read would leave the list and push unread rows past us. */
export const updatedSince = (since: Date): Query => ({ 'updatedAt[$gte]': since.toISOString() });
