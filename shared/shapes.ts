import type { ColumnType, PersonalClass } from './columns.ts';

/** One column of a shape: what every provider that can tell it says in the same words. */
export type ShapeColumn<Type extends ColumnType = ColumnType> = {
  readonly title: string;
  readonly type: Type;
  readonly personal: PersonalClass;
  readonly description: string;
  readonly standard: boolean;
};

/** Columns by id, in the order they are shown. */
export type Shape = Readonly<Record<string, ShapeColumn>>;

function column<Type extends ColumnType>(
  type: Type,
  title: string,
  description: string,
  personal: PersonalClass = 'none',
) {
  return { title, type, personal, description, standard: false } satisfies ShapeColumn<Type>;
}

/** A column a new report gets. */
function standard<Type extends ColumnType>(
  type: Type,
  title: string,
  description: string,
  personal: PersonalClass = 'none',
) {
  return { ...column(type, title, description, personal), standard: true } satisfies ShapeColumn<Type>;
}

const event = {
  eventId: column('text', 'Event ID', 'The event, as the ticketing system calls it.'),
  eventName: standard('text', 'Event', 'Name of the event.'),
  eventStart: standard('date-time', 'Event start', 'When the event starts.'),
  eventEnd: column('date-time', 'Event end', 'When the event ends.'),
};

const status = {
  status: standard('text', 'Status', 'Our word for the state; the same words for every ticketing system.'),
  providerStatus: column('text', 'Status (original)', "The ticketing system's own word for the state."),
};

/** An event (one occurrence). */
export const EVENT = {
  eventId: standard('text', 'Event ID', 'The event, as the ticketing system calls it.'),
  eventName: event.eventName,
  ...status,
  eventStart: event.eventStart,
  eventEnd: event.eventEnd,
  timeZone: column('text', 'Time zone', 'Time zone of the event.'),
  venue: standard('text', 'Venue', 'Name of the venue.'),
  venueCity: column('text', 'Venue city', 'Where the venue is.'),
  venuePostalCode: column('text', 'Venue postal code', 'Where the venue is.'),
  venueCountry: column('text', 'Venue country', 'Where the venue is.'),
  saleStart: column('date-time', 'Sale start', 'When the sale begins.'),
  saleEnd: column('date-time', 'Sale end', 'When the sale ends.'),
  capacity: standard('integer', 'Capacity', 'Tickets that can be sold.'),
  issuedTickets: standard('integer', 'Tickets', 'Tickets issued so far, as the ticketing system counts them.'),
  checkedInTickets: column('integer', 'Checked in', 'Tickets checked in so far, as the ticketing system counts them.'),
  orders: column('integer', 'Orders', 'Orders so far, as the ticketing system counts them.'),
  revenue: column('money', 'Revenue', 'Sold so far, as the ticketing system counts it.'),
  currency: column('text', 'Currency', 'ISO 4217 code of the amounts.'),
  createdAt: column('date-time', 'Created', 'When it was created at the ticketing system.'),
  updatedAt: column('date-time', 'Updated', 'When it was last changed at the ticketing system.'),
} satisfies Shape;

/** A ticket. */
export const TICKET = {
  ticketId: standard('text', 'Ticket ID', 'The ticket, as the ticketing system calls it.'),
  ...status,
  ...event,
  orderId: column('text', 'Order ID', 'The order it was sold with.'),
  transactionId: column('text', 'Transaction ID', 'The transaction it was sold with.'),
  ticketType: standard('text', 'Ticket type', 'Kind of ticket.'),
  ticketTypeId: column('text', 'Ticket type ID', 'Kind of ticket, as the ticketing system calls it.'),
  ownerFirstName: standard('text', 'First name', 'Of whoever holds the ticket.', 'identity'),
  ownerLastName: standard('text', 'Last name', 'Of whoever holds the ticket.', 'identity'),
  ownerName: column('text', 'Name', 'Full name of whoever holds the ticket.', 'identity'),
  ownerEmail: standard('text', 'E-mail', 'Of whoever holds the ticket.', 'contact'),
  ownerPhone: column('text', 'Phone', 'Of whoever holds the ticket.', 'contact'),
  barcode: column('text', 'Barcode', 'What is scanned at the door: who has it gets in.', 'secret'),
  checkedIn: standard('boolean', 'Checked in', 'Whether it was admitted.'),
  checkedInAt: column('date-time', 'Checked in at', 'When it was admitted.'),
  entrance: column('text', 'Entrance', 'Where to go in.'),
  seatSection: standard('text', 'Section', 'Section or block of the seat.'),
  seatRow: standard('text', 'Row', 'Row of the seat.'),
  seat: standard('text', 'Seat', 'Number of the seat.'),
  price: standard('money', 'Price', 'What the ticket cost.'),
  currency: standard('text', 'Currency', 'ISO 4217 code of the price.'),
  purchasedAt: column('date-time', 'Purchased', 'When it was bought.'),
  createdAt: column('date-time', 'Created', 'When it was created at the ticketing system.'),
  updatedAt: column('date-time', 'Updated', 'When it was last changed at the ticketing system.'),
} satisfies Shape;

const sale = {
  paymentStatus: column('text', 'Payment status', "The ticketing system's word for the state of the payment."),
  createdAt: standard('date-time', 'Created', 'When it was placed.'),
  updatedAt: column('date-time', 'Updated', 'When it was last changed at the ticketing system.'),
  ...event,
  eventStart: column('date-time', 'Event start', 'When the event starts.'),
  tickets: standard('integer', 'Tickets', 'How many tickets it has.'),
  buyerFirstName: column('text', 'First name', 'Of the buyer.', 'identity'),
  buyerLastName: column('text', 'Last name', 'Of the buyer.', 'identity'),
  buyerName: standard('text', 'Name', 'Full name of the buyer.', 'identity'),
  buyerEmail: standard('text', 'E-mail', 'Of the buyer.', 'contact'),
  buyerPhone: column('text', 'Phone', 'Of the buyer.', 'contact'),
  total: standard('money', 'Total', 'What the buyer has to pay in all.'),
  subtotal: column('money', 'Subtotal', 'Before what comes on top; see the documents of the ticketing system.'),
  tax: column('money', 'Tax', 'Tax in the total.'),
  fees: column('money', 'Fees', 'Fees the buyer pays on top of the prices.'),
  discount: column('money', 'Discount', 'What was taken off the prices.'),
  refunded: standard('money', 'Refunded', 'Given back so far.'),
  paid: column('money', 'Paid', 'Received so far.'),
  currency: standard('text', 'Currency', 'ISO 4217 code of the amounts.'),
  paymentMethod: standard('text', 'Payment', 'How it is paid.'),
  paymentReference: column('text', 'Payment reference', 'Reference at the payment service.'),
  lineId: column('text', 'Line ID', 'The line; only with one row a line.'),
  lineType: column('text', 'Line kind', 'Ticket, product, fee, tax …; only with one row a line.'),
  lineName: column('text', 'Line', 'What was bought; only with one row a line.'),
  lineQuantity: column('integer', 'Line quantity', 'How many; only with one row a line.'),
  linePrice: column('money', 'Line price', 'Price of one; only with one row a line.'),
  lineTax: column('money', 'Line tax', 'Tax in the line; only with one row a line.'),
  lineFee: column('money', 'Line fee', 'Fee on the line; only with one row a line.'),
  lineTotal: column('money', 'Line total', 'Of the whole line; only with one row a line.'),
};

/** An order. The columns `line…` are filled when it is spread out, one row a line. */
export const ORDER = {
  orderId: standard('text', 'Order ID', 'The order, as the ticketing system calls it.'),
  reference: column('text', 'Reference', 'What the buyer knows it by.'),
  ...status,
  ...sale,
} satisfies Shape;

/** A transaction. The columns `line…` are filled when it is spread out, one row a line. */
export const TRANSACTION = {
  transactionId: standard('text', 'Transaction ID', 'The transaction, as the ticketing system calls it.'),
  ...status,
  ...sale,
} satisfies Shape;

/** One admission, or use of an add-on. */
export const CHECK_IN = {
  checkInId: column('text', 'Check-in ID', 'The check-in, as the ticketing system calls it.'),
  ticketId: standard('text', 'Ticket ID', 'The ticket, as the ticketing system calls it.'),
  ...event,
  ticketType: standard('text', 'Ticket type', 'Kind of ticket.'),
  ticketTypeId: column('text', 'Ticket type ID', 'Kind of ticket, as the ticketing system calls it.'),
  barcode: column('text', 'Barcode', 'What was scanned: who has it gets in.', 'secret'),
  checkedInAt: standard('date-time', 'Checked in at', 'When it was scanned.'),
  createdAt: column('date-time', 'Recorded', 'When the ticketing system learned of it.'),
  quantity: standard('integer', 'Quantity', 'How many people went in; below 0: out.'),
  addOnId: column('text', 'Add-on ID', 'The add-on that was used; blank: the main admission.'),
  addOnName: column('text', 'Add-on', 'The add-on that was used; blank: the main admission.'),
} satisfies Shape;
