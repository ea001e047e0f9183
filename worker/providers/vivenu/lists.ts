import { z } from 'zod';
import type { Field } from '../../../shared/api.ts';
import { isCalendarDate, toInstant } from '../../../shared/dates.ts';
import { offset } from '../offset-paging.ts';
import type { ListAnswer, Query } from '../provider.ts';
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

export function listOf(body: unknown): ListAnswer {
  const list = List.parse(body);
  return { records: 'docs' in list ? list.docs : list.rows, total: list.total };
}

export const text = (id: string, title: string, help: string): Field => ({
  id,
  title,
  kind: 'text',
  required: false,
  help,
});
export const moment = (id: string, title: string, help: string): Field => ({
  id,
  title,
  kind: 'date-time',
  required: false,
  help,
});

export const eventField = text('eventId', 'Events', 'IDs of events, separated by commas; empty: all events.');
export const createdFields: Field[] = [
  moment('createdFrom', 'Created from', 'Only what was created from here …'),
  moment('createdTo', 'Created until', '… until here.'),
];
export const updatedField = moment('updatedFrom', 'Updated since', 'Only what changed since.');

export const instantOf = (value: string | undefined): string | undefined => {
  if (!value) return undefined;
  return isCalendarDate(value) ? `${value}T00:00:00.000Z` : (toInstant(value) ?? value);
};

/** Values separated by commas, without the blanks people type between them. */
export const commaList = (value: string | undefined): string | undefined =>
  value
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .join(',') || undefined;

/** No upper bound: what changes while we read would leave the list and push unread rows past us. */
export const updatedSince = (since: Date): Query => ({ 'updatedAt[$gte]': since.toISOString() });
