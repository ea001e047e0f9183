import { z } from 'zod';
import type { Common } from '../provider.ts';
import { raw } from '../raw-values.ts';
import { rowsOf } from './lists.ts';
import type { VivenuSettings } from './settings.ts';

/** What tickets and transactions do not say of their event. */
export const ListedEvent = z.object({ name: raw.text, start: raw.text, end: raw.text });

const Event = ListedEvent.extend({ _id: z.string() });
const Sold = z.looseObject({ eventId: z.string() });

/** Adds `listedEvent` to each record whose event is among the latest: one page of events, asked for once a list. */
export const eventNames = ({ pageSize }: VivenuSettings): Common => ({
  request: () => ({ path: '/api/events', query: { top: String(pageSize), skip: '0', sortDir: '-1' } }),
  merge(body) {
    const events = new Map(
      rowsOf(body).records.flatMap((record) => {
        const { data } = Event.safeParse(record);
        return data ? [[data._id, ListedEvent.parse(data)] as const] : [];
      }),
    );
    return (record) => {
      const { data } = Sold.safeParse(record);
      const listedEvent = data && events.get(data.eventId);
      return listedEvent ? { ...data, listedEvent } : record;
    };
  },
});
