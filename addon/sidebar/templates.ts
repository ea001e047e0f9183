import type { DatasetId } from '../../shared/catalogue.ts';
import type { Retention } from '../../shared/erasure.ts';
import type { Filters } from '../../shared/filters.ts';
import type { WriteMode } from '../../shared/writing.ts';

/** What somebody wants to know of a row, whatever a ticketing system calls it. */
export type Meaning =
  | 'event'
  | 'name'
  | 'email'
  | 'ticketType'
  | 'ticket'
  | 'seat'
  | 'status'
  | 'checkedIn'
  | 'checkedInAt'
  | 'entrance'
  | 'order'
  | 'bought'
  | 'tickets'
  | 'total'
  | 'fees'
  | 'tax'
  | 'discount'
  | 'refunded'
  | 'currency'
  | 'payment'
  | 'agreed';

/** Ids of columns that tell it, best first: of the first group that has any, all there are. */
export type Want = { readonly means: Meaning; readonly ways: readonly (readonly string[])[] };

/**
 * A list many organizers want. `datasets`: kinds of rows it can be made of, best first; `needs`: without these there is no such list;
 * `filters` are taken as far as the kind of rows has them, except that one in `strict` is never left away.
 */
export type Template = {
  readonly id: 'door-list' | 'accounting' | 'check-in-status' | 'opt-ins';
  readonly datasets: readonly DatasetId[];
  readonly wants: readonly Want[];
  readonly needs: readonly Meaning[];
  readonly filters: Filters;
  readonly strict: readonly (keyof Filters)[];
  readonly writeMode: WriteMode;
  readonly retention: Retention;
};

export type TemplateId = Template['id'];

const want = (means: Meaning, ...ways: (readonly string[])[]): Want => ({ means, ways });

const EVENT = want('event', ['eventName'], ['eventId']);
const NAME = want('name', ['ownerLastName', 'ownerFirstName'], ['answers']);
const TICKET_TYPE = want('ticketType', ['ticketType'], ['ticketTypeId']);
const STATUS = want('status', ['status']);
const CHECKED_IN = want('checkedIn', ['checkedIn']);

/** States of tickets whose holder may be at the door. */
const COMING = ['valid', 'reserved', 'incomplete', 'pending transfer'];

/** Barcodes are in none: whoever reads one can get in with it. */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'door-list',
    datasets: ['tickets', 'attendees'],
    wants: [NAME, TICKET_TYPE, want('seat', ['seatSection', 'seatRow', 'seat']), STATUS, CHECKED_IN, EVENT],
    needs: ['name'],
    filters: { status: COMING },
    strict: [],
    writeMode: 'sync',
    retention: { daysAfterEvent: 7 },
  },
  {
    id: 'accounting',
    datasets: ['orders', 'transactions'],
    wants: [
      want('order', ['orderId'], ['transactionId']),
      want('bought', ['createdAt']),
      STATUS,
      EVENT,
      want('name', ['buyerName']),
      want('tickets', ['tickets']),
      want('total', ['total']),
      want('fees', ['fees']),
      want('tax', ['tax']),
      want('discount', ['discount']),
      want('refunded', ['refunded']),
      want('currency', ['currency']),
      want('payment', ['paymentMethod', 'paymentReference']),
    ],
    needs: ['total', 'currency'],
    filters: {},
    strict: [],
    writeMode: 'sync',
    retention: { daysAfterEvent: 365 },
  },
  {
    id: 'check-in-status',
    datasets: ['tickets', 'attendees'],
    wants: [
      EVENT,
      TICKET_TYPE,
      want('ticket', ['ticketId']),
      STATUS,
      CHECKED_IN,
      want('checkedInAt', ['checkedInAt']),
      want('entrance', ['entrance']),
    ],
    needs: ['checkedIn'],
    filters: { status: COMING },
    strict: [],
    writeMode: 'replace',
    retention: { daysAfterEvent: 30 },
  },
  {
    id: 'opt-ins',
    datasets: ['tickets', 'orders'],
    wants: [
      want('email', ['ownerEmail'], ['buyerEmail']),
      want('name', ['ownerFirstName', 'ownerLastName'], ['buyerFirstName', 'buyerLastName']),
      want('agreed', ['ownerAllowPromoEmail'], ['marketingOptIn']),
      EVENT,
    ],
    needs: ['email', 'agreed'],
    filters: { optedIn: true },
    strict: ['optedIn'],
    // Whoever takes the agreement back is gone from an exact copy, and moved nowhere else.
    writeMode: 'replace',
    retention: { daysAfterEvent: 365 },
  },
];

/** The template a link names; undefined when there is none of this name. */
export const templateOf = (id: string | undefined): Template | undefined => TEMPLATES.find((one) => one.id === id);
