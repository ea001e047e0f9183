import { z } from 'zod';
import { dataset, type Dataset, type Lookup } from '../provider.ts';
import { eachEvent } from '../scope-fields.ts';
import { singlePage } from '../single-page.ts';
import { eventField, namesOfEvent, post } from './lists.ts';
import { RawTicket, ticketOf, ticketTable } from './ticket.ts';

const List = z.object({ tickets: z.array(z.unknown()) });
const Scan = z.looseObject({ ticket: z.looseObject({ code: z.string().min(1) }) });

/** A scan shows a ticket and lets nobody in. */
const scanBy = (parameter: string, names: Omit<Lookup, 'request' | 'records'>): Lookup => ({
  ...names,
  request: (input) => post('/tickets/scan', { [parameter]: input }),
  records: (body) => [Scan.parse(body)],
});

/** Tickets of events, one row each; looked up, also with their order and form. */
export const tickets = (): Dataset =>
  dataset({
    id: 'tickets',
    title: 'Tickets',
    description: 'All tickets of the chosen events, with their type and whether they were admitted.',
    cannotTell: [
      'No orders, buyers or prices paid: only the list price of the ticket type as it is now.',
      'Who holds a ticket is in the attendees, if the form asked for it.',
      'A cancelled ticket is simply no longer there.',
      'Not when a ticket was sold or changed, so each reading reads all.',
      'Names of ticket types come from the list of active events: for an event that is over they are blank.',
    ],
    scope: [eventField],
    columns: ticketTable.columns,
    paging: singlePage,
    misfit: () => null,
    parts: eachEvent,
    request: ({ eventId }) => post('/events/tickets', { id: eventId }),
    list: (body) => ({ records: List.parse(body).tickets }),
    common: namesOfEvent,
    lookups: [
      scanBy('ticket_code', {
        id: 'ticketCode',
        title: 'Ticket code',
        help: 'Codes printed on tickets. Looking one up lets nobody in; it also tells order and form.',
      }),
      scanBy('rfid_code', {
        id: 'rfidCode',
        title: 'RFID code',
        help: 'Texts of chips that were paired with tickets, such as wristbands.',
      }),
    ],
    raw: RawTicket,
    key: (ticket, context) => ticketOf(ticket, context).ticketId,
    normalise: ticketTable.normalise,
  });
