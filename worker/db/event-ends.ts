import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Notes when the last event of a report ends, as far as its rows tell. `isAll`: all of them were read, so it may also be earlier than known. */
export async function noteEventEnd(
  db: Kysely<Tables>,
  reportId: string,
  { end, isAll }: { end: Date; isAll: boolean },
): Promise<void> {
  await db
    .updateTable('reports')
    .set({ event_ends_at: isAll ? end : sql<Date>`greatest(event_ends_at, ${end})` })
    .where('id', '=', reportId)
    .execute();
}
