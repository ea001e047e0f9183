import { z } from 'zod';
import type { PlainFilters } from '../filters.ts';
import { offset } from '../offset-paging.ts';
import type { Dataset, ListAnswer } from '../provider.ts';
import type { VivenuSettings } from './settings.ts';

/** `top` and `skip`; a server may answer fewer rows than asked for, so reading advances by what it received. */
const byOffset = ({ pageSize, overlap }: VivenuSettings) =>
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

/** How every list is read. */
export const listed = (settings: VivenuSettings) =>
  ({ paging: byOffset(settings), shrinks: true, list: rowsOf }) satisfies Partial<Dataset>;

/** The same bound for every list; there is none from above, see docs/providers/vivenu.md. */
export const pushUpdated = ({ updated }: PlainFilters) => ({
  'updatedAt[$gte]': updated?.from,
});

/** `start` and `end` take moments of creation, both included. */
export const pushCreated = ({ created }: PlainFilters) => ({
  start: created?.from,
  end: created?.to,
});
