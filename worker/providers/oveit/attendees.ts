import { z } from 'zod';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { afterLastRow } from '../key-paging.ts';
import { dataset, type Dataset, type ListAnswer, type ReadContext } from '../provider.ts';
import { raw, toDateTime, toJson, toText } from '../raw-values.ts';
import { eachEvent } from '../scope-fields.ts';
import { ANSWERS, answersOf, columnsOf, RawQuestion } from './answers.ts';
import {
  admittedAt,
  eventField,
  eventValues,
  isAdmission,
  namesOfEvent,
  post,
  RawCheckIn,
  RawEventFacts,
} from './lists.ts';

/** Somebody's answers to the form, with its questions. */
const RawAttendee = z.object({
  id: raw.text,
  order_id: raw.text,
  ticket_id: raw.text,
  order_uuid: raw.text,
  ticket_code: raw.text,
  ticket_type: z.object({ id: raw.text, name: raw.text }).nullish(),
  created_at: raw.text,
  values: z.array(z.unknown()).nullish(),
  links: raw.opaque,
  checkins: z.array(RawCheckIn).nullish(),
  fields: z.array(RawQuestion).default([]),
  event: RawEventFacts,
});
type RawAttendee = z.infer<typeof RawAttendee>;

const List = z.object({
  fields: z.array(RawQuestion).default([]),
  total: z.number().int().optional(),
  attendees: z.array(z.unknown()),
});
const Pointer = z.object({ ticket_code: raw.text });

/** The code of a ticket, not the ID of an attendee, is what the next page goes on from. */
function listOf(body: unknown): ListAnswer {
  const { fields, total, attendees } = List.parse(body);
  return {
    records: attendees.map((one) => (typeof one === 'object' && one !== null ? { ...one, fields } : one)),
    ...(total !== undefined && { total }),
    pointers: attendees.map((one) => toText(Pointer.safeParse(one).data?.ticket_code)),
    columns: columnsOf(fields),
  };
}

type Attendee = RawAttendee & { readonly ticketId: string | null; readonly eventId: string | undefined };

const attendeeOf = (record: RawAttendee, { hash, scope }: ReadContext): Attendee => {
  const code = toText(record.ticket_code);
  return { ...record, ticketId: code && hash(code), eventId: scope['eventId'] };
};

/** @throws RangeError for an attendee without anything to know them by. */
function keyOf(record: RawAttendee, context: ReadContext): string {
  const key = toText(record.id) ?? attendeeOf(record, context).ticketId;
  if (key === null) throw new RangeError('id: missing');
  return key;
}

const { columns, normalise } = fieldTable<Attendee>(
  [
    field('attendeeId', 'Attendee ID', 'text', 'none', 'The attendee.', (a) => toText(a.id)),
    ...shaped<Attendee, typeof TICKET>(TICKET, {
      ticketId: (a) => a.ticketId,
      eventId: (a) => eventValues(a.eventId, a.event).eventId,
      eventName: (a) => a.event?.name,
      eventStart: (a) => eventValues(a.eventId, a.event).eventStart,
      orderId: (a) => a.order_id,
      ticketType: (a) => a.ticket_type?.name,
      ticketTypeId: (a) => a.ticket_type?.id,
      barcode: (a) => a.ticket_code,
      checkedIn: (a) => a.checkins?.some(isAdmission),
      checkedInAt: (a) => admittedAt(a.checkins),
      createdAt: (a) => toDateTime('created_at', a.created_at),
    }),
    {
      ...field<Attendee>(
        ANSWERS,
        'Answers',
        'text',
        'identity',
        'One column for each question of the form.',
        () => null,
      ),
      expands: true,
    },
    field('venue', 'Venue', 'text', 'none', 'Where the event is.', (a) => a.event?.location),
    field('ticketNumber', 'Ticket number', 'text', 'none', "Oveit's number of the ticket.", (a) => toText(a.ticket_id)),
    field('orderUuid', 'Order UUID', 'text', 'none', 'The order once more; undocumented.', (a) => toText(a.order_uuid)),
    field('links', 'Links', 'json', 'secret', 'Undocumented; may lead to the ticket.', (a) => toJson(a.links)),
    field('checkIns', 'Check-ins', 'json', 'none', 'Admissions and uses of add-ons.', (a) => toJson(a.checkins)),
    field('form', 'Form', 'json', 'identity', 'Questions as they were put, each with its answer.', formOf),
    field('otherAnswers', 'Answers without question', 'json', 'identity', 'More answers than questions.', (a) =>
      toJson(a.values?.slice(a.fields.length)),
    ),
  ],
  ['createdAt', ANSWERS],
);

function formOf({ fields, values }: Attendee): string | null {
  return toJson(fields.map((question, index) => ({ ...question, answer: values?.[index] })));
}

/** Answers to the registration form, one row an attendee. */
export const attendees = (): Dataset =>
  dataset({
    id: 'attendees',
    title: 'Attendees',
    description: 'Answers to the registration form of the chosen events, each question a column.',
    cannotTell: [
      'Nothing of an event without a registration form.',
      'Some tickets have no attendee.',
      'A corrected answer keeps its date, so each reading reads all.',
      'The attendee of a cancelled ticket is simply no longer there.',
      'No orders beyond their number, and no prices.',
    ],
    scope: [eventField],
    columns,
    // Oveit gives 50 at a time, for now.
    paging: afterLastRow({ afterParameter: 'since', pageSize: null, forgets: true }),
    misfit: () => null,
    parts: eachEvent,
    request: ({ eventId }) => post('/events/attendees', { id: eventId }),
    list: listOf,
    common: namesOfEvent,
    raw: RawAttendee,
    key: keyOf,
    normalise: (record, context) => ({
      ...normalise(attendeeOf(record, context)),
      ...answersOf(record.fields, record.values ?? []),
    }),
  });
