import { z } from 'zod';
import type { Field } from '../../../shared/catalogue.ts';
import type { Common, ProviderRequest, Query } from '../provider.ts';
import { raw, toDateTime } from '../raw-values.ts';
import { eventsField } from '../scope-fields.ts';

/** Every call is a POST. */
export const post = (path: string, form: Query = {}): ProviderRequest => ({ path, query: {}, form });

export const eventField: Field = {
  ...eventsField('IDs of events. Oveit lists active events only; one that is over can be read by its ID.'),
  required: true,
};

/** What records say of their event, when they say it. */
export const RawEventFacts = z
  .object({ id: raw.text, name: raw.text, starts_at: raw.text, location: raw.text })
  .nullish();
type RawEventFacts = z.infer<typeof RawEventFacts>;

/** Columns of the event; its ID is known in any case. */
export const eventValues = (eventId: string | undefined, event: RawEventFacts) => ({
  eventId: event?.id ?? eventId,
  eventName: event?.name,
  eventStart: toDateTime('starts_at', event?.starts_at),
});

/** An admission, or the use of an add-on. */
export const RawCheckIn = z.looseObject({ addon_id: raw.text, date: raw.text });
type RawCheckIn = z.infer<typeof RawCheckIn>;

type CheckIns = readonly RawCheckIn[] | null | undefined;

/** When a guest was first let in; uses of add-ons do not count. */
export function admittedAt(checkins: CheckIns): string | null {
  const times = (checkins ?? []).filter(isAdmission).map(({ date }) => toDateTime('checkins.date', date));
  return times.filter((time) => time !== null).toSorted()[0] ?? null;
}

export const isAdmission = ({ addon_id }: RawCheckIn): boolean => addon_id === null || addon_id === undefined;

const Events = z.object({
  events: z.array(
    z.looseObject({
      ...z.object({ id: raw.text, name: raw.text, starts_at: raw.text, location: raw.text }).shape,
      ticket_types: z.array(z.looseObject({ id: raw.text })).nullish(),
    }),
  ),
});
const Typed = z.looseObject({ ticket_type_id: raw.text, ticket_type: raw.opaque });

/** Lists say which event and ticket type by ID only; the list of active events has their names. */
export const namesOfEvent: Common = {
  request: () => post('/seller/events'),
  merge(body, scope) {
    const found = Events.parse(body).events.find(({ id }) => id === scope['eventId']);
    if (!found) return (record) => record;
    const { id, name, starts_at, location } = found;
    const types = new Map(found.ticket_types?.map((type) => [type.id, type]));
    return (record) => {
      const { success, data } = Typed.safeParse(record);
      if (!success) return record;
      const ticket_type = data.ticket_type ?? types.get(data.ticket_type_id);
      return { ...data, ticket_type, event: { id, name, starts_at, location } };
    };
  },
};
