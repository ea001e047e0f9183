import { z } from 'zod';
import { toInstant } from '../../../shared/dates.ts';
import { CHECK_IN } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { dataset, type Dataset, type ReadContext } from '../provider.ts';
import { raw, toDateTime, toText } from '../raw-values.ts';
import { eachEvent } from '../scope-fields.ts';
import { singlePage } from '../single-page.ts';
import { eventField, eventValues, isAdmission, namesOfEvent, post, RawCheckIn } from './lists.ts';
import { RawTicket, ticketOf } from './ticket.ts';

/** A check-in with the ticket it belongs to; `nth` counts those alike of a ticket: same add-on, same second. */
const RawUse = RawTicket.extend({ checkin: RawCheckIn, nth: z.number().int().default(1) });
type RawUse = z.infer<typeof RawUse>;

const List = z.object({ tickets: z.array(z.unknown()) });
const Checked = z.looseObject({ checkins: z.array(z.unknown()).nullish() });
const AddOns = z.array(z.looseObject({ id: raw.text, name: raw.text })).nullish();

/** A ticket with a list that cannot be read stays one record, to be told as such. */
function usesOf(ticket: unknown): unknown[] {
  const checked = Checked.safeParse(ticket);
  if (!checked.success) return [ticket];
  const { checkins, ...rest } = checked.data;
  const times = new Map<string, number>();
  return (checkins ?? []).map((checkin) => {
    const alike = alikeOf(checkin);
    const nth = (times.get(alike) ?? 0) + 1;
    times.set(alike, nth);
    return { ...rest, checkin, nth };
  });
}

/** Whatever order they come in, those alike are counted from one: each keeps its key when another is added. */
function alikeOf(checkin: unknown): string {
  const { data } = RawCheckIn.safeParse(checkin);
  return data ? placeOf(data) : '';
}

const placeOf = ({ addon_id, date }: z.infer<typeof RawCheckIn>): string =>
  `${addon_id ?? 'main'}/${toInstant(date ?? '') ?? date ?? 'no date'}`;

type Use = RawUse & {
  readonly id: string;
  readonly ticketId: string;
  readonly code: string;
  readonly eventId: string | undefined;
};

function useOf(record: RawUse, context: ReadContext): Use {
  const { code, ticketId, eventId } = ticketOf(record, context);
  const again = record.nth > 1 ? `/${record.nth}` : '';
  return { ...record, code, ticketId, eventId, id: `${ticketId}/${placeOf(record.checkin)}${again}` };
}

function addOnName({ checkin, ticket_type }: Use): string | null | undefined {
  if (isAdmission(checkin)) return null;
  return AddOns.safeParse(ticket_type?.addons).data?.find(({ id }) => id === checkin.addon_id)?.name;
}

const { columns, normalise } = fieldTable<Use>(
  [
    ...shaped<Use, typeof CHECK_IN>(CHECK_IN, {
      checkInId: (u) => u.id,
      ticketId: (u) => u.ticketId,
      eventId: (u) => eventValues(u.eventId, u.event).eventId,
      eventName: (u) => u.event?.name,
      eventStart: (u) => eventValues(u.eventId, u.event).eventStart,
      ticketType: (u) => u.ticket_type?.name,
      ticketTypeId: (u) => u.ticket_type_id ?? u.ticket_type?.id,
      barcode: (u) => u.code,
      checkedInAt: (u) => toDateTime('checkins.date', u.checkin.date),
      quantity: (u) => (isAdmission(u.checkin) ? 1 : null),
      addOnId: (u) => toText(u.checkin.addon_id),
      addOnName,
    }),
    field('venue', 'Venue', 'text', 'none', 'Where the event is.', (u) => u.event?.location),
    field(
      'checkedIn',
      'Ticket checked in',
      'boolean',
      'none',
      'Whether Oveit counts the ticket as admitted.',
      (u) => u.checked_in,
    ),
  ],
  ['addOnName'],
);

/** Admissions and uses of add-ons, one row each. */
export const checkIns = (): Dataset =>
  dataset({
    id: 'check-ins',
    title: 'Check-ins',
    description: 'Admissions and uses of add-ons of the chosen events, one row each.',
    cannotTell: [
      'Neither who scanned nor at which gate.',
      'Nobody who left: only admissions are counted.',
      'Check-ins of tickets that were cancelled later are gone with them.',
      'Names of ticket types and add-ons come from the list of active events: for an event that is over they are blank.',
    ],
    scope: [eventField],
    columns,
    paging: singlePage,
    misfit: () => null,
    parts: eachEvent,
    request: ({ eventId }) => post('/events/tickets', { id: eventId }),
    list: (body) => ({ records: List.parse(body).tickets.flatMap(usesOf) }),
    common: namesOfEvent,
    raw: RawUse,
    key: (use, context) => useOf(use, context).id,
    normalise: (use, context) => normalise(useOf(use, context)),
  });
