import { z } from 'zod';
import type { PersonalClass } from '../../../shared/columns.ts';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, inOurWords, shaped } from '../field-table.ts';
import { raw, toDateTime, toJson } from '../raw-values.ts';
import { fromMajor } from './amount.ts';
import type { RawTicket } from './ticket.ts';

type Get<Value> = (ticket: RawTicket) => Value | null | undefined;

const text = (id: string, title: string, about: string, get: Get<string>, personal: PersonalClass = 'none') =>
  field<RawTicket>(id, title, 'text', personal, about, get);

const flag = (id: string, title: string, about: string, get: Get<boolean>) =>
  field<RawTicket>(id, title, 'boolean', 'none', about, get);

const json = (id: string, title: string, about: string, get: Get<unknown>, personal: PersonalClass = 'none') =>
  field<RawTicket>(id, title, 'json', personal, about, (ticket) => toJson(get(ticket)));

const statusOf = inOurWords({
  VALID: 'valid',
  DETAILSREQUIRED: 'incomplete',
  RESERVED: 'reserved',
  INVALID: 'cancelled',
});

const Scan = z.object({ type: z.literal('ticket.validated'), date: raw.text });

/** When it was let in, as far as its history tells. That it tells nothing proves nothing. */
const scansOf = ({ history }: RawTicket) =>
  (Array.isArray(history) ? history : []).flatMap((entry: unknown) => Scan.safeParse(entry).data ?? []);

const admittedAt = (ticket: RawTicket): string | null =>
  scansOf(ticket)
    .flatMap(({ date }) => toDateTime('history.date', date) ?? [])
    .toSorted()[0] ?? null;

const shared = shaped<RawTicket, typeof TICKET>(TICKET, {
  ticketId: (r) => r._id,
  status: (r) => statusOf(r.status),
  providerStatus: (r) => r.status,
  eventId: (r) => r.eventId,
  eventName: (r) => r.listedEvent?.name,
  eventStart: (r) => toDateTime('event.start', r.listedEvent?.start),
  eventEnd: (r) => toDateTime('event.end', r.listedEvent?.end),
  transactionId: (r) => r.transactionId,
  ticketType: (r) => r.ticketName,
  ticketTypeId: (r) => r.ticketTypeId,
  ownerFirstName: (r) => r.firstname,
  ownerLastName: (r) => r.lastname,
  ownerName: (r) => r.name,
  ownerEmail: (r) => r.email,
  barcode: (r) => r.barcode,
  checkedIn: (r) => (scansOf(r).length > 0 ? true : null),
  checkedInAt: admittedAt,
  entrance: (r) => r.seatingInfo?.gate,
  seatSection: (r) => r.seatingInfo?.sectionName,
  seatRow: (r) => r.seatingInfo?.rowName,
  seat: (r) => r.seatingInfo?.seatName,
  price: (r) => fromMajor('realPrice', r.realPrice, r.currency),
  currency: (r) => r.currency,
  createdAt: (r) => toDateTime('createdAt', r.createdAt),
  updatedAt: (r) => toDateTime('updatedAt', r.updatedAt),
});

const own = [
  field<RawTicket>('regularPrice', 'Regular price', 'money', 'none', 'Before discounts.', (r) =>
    fromMajor('regularPrice', r.regularPrice, r.currency),
  ),
  text('category', 'Category', 'Price category.', (r) => r.categoryName),
  text('categoryId', 'Category ID', 'Price category.', (r) => r.categoryRef),
  text('priceCategoryId', 'Price category ID', 'Price category, by its other ID.', (r) => r.priceCategoryId),
  text('seatGroup', 'Group', 'Group or block of the seat.', (r) => r.seatingInfo?.groupName),
  text('standingArea', 'Standing area', 'Where to stand, for tickets without a seat.', (r) => r.seatingInfo?.name),
  text('seatType', 'Kind of seat', 'handicapped, limitedView or foldable.', (r) => r.seatingInfo?.seatType),
  text('seatText', 'Seat in words', 'The seat as one text.', (r) => r.seat),
  json('seating', 'Seating', 'All that is known of the seat.', (r) => r.seatingInfo),
  text('slotId', 'Slot ID', 'Time slot.', (r) => r.slotId),
  text('slotStart', 'Slot start', 'When the time slot begins, by the clock of the event.', (r) => r.slotStartTime),
  text('company', 'Company', 'Company of the holder.', (r) => r.company, 'identity'),
  text('street', 'Street', 'Postal address.', (r) => r.street, 'contact'),
  text('addressLine2', 'Address line 2', 'Postal address.', (r) => r.line2, 'contact'),
  text('postalCode', 'Postal code', 'Postal address; zeros in front are kept.', (r) => r.postal, 'contact'),
  text('city', 'City', 'Postal address.', (r) => r.city, 'contact'),
  text('state', 'State', 'Postal address.', (r) => r.state, 'contact'),
  text('country', 'Country', 'Postal address.', (r) => r.country, 'contact'),
  text('customerId', 'Customer ID', 'Account of the holder.', (r) => r.customerId, 'identity'),
  json('extraFields', 'Extra fields', 'Answers to your questions.', (r) => r.extraFields, 'identity'),
  flag('personalized', 'Personalized', 'It names its holder.', (r) => r.personalized),
  json('personalizations', 'Personalizations', 'Holders it had.', (r) => r.personalizations, 'identity'),
  flag('completed', 'Completed', 'Its transaction is complete.', (r) => r.completed),
  text('type', 'Kind', 'SINGLE or MULTI.', (r) => r.type),
  text('origin', 'Origin', 'yourticket, pos, rebooking, upgrade, subscription or transfer.', (r) => r.origin),
  text('originTicketId', 'Stands for', 'The ticket it replaces: count the pair once.', (r) => r.originTicketId),
  text('cartItemId', 'Cart item ID', 'Line of the transaction.', (r) => r.cartItemId),
  text('deliveryType', 'Delivery', 'HARD or VIRTUAL.', (r) => r.deliveryType),
  flag('readyForDelivery', 'Ready for delivery', 'It may be posted.', (r) => r.readyForDelivery),
  text('fulfillmentTypeId', 'Fulfilment ID', 'How it is delivered.', (r) => r.fulfillmentTypeId),
  text('batch', 'Batch', 'Printed ahead in this batch.', (r) => r.batch),
  field<RawTicket>('batchCounter', 'Batch number', 'number', 'none', 'Number in the batch.', (r) => r.batchCounter),
  text('customMessage', 'Message', 'Words on the ticket.', (r) => r.customMessage),
  json('addOns', 'Add-ons', 'Products that come with it.', (r) => r.addOns),
  json('package', 'Package', 'Package it belongs to.', (r) => r.packageInfo),
  json('triggeredBy', 'Triggered by', 'Rules that made it.', (r) => r.triggeredBy),
  json('entryPermissions', 'Entry permissions', 'Where it lets in.', (r) => r.entryPermissions),
  json('excludedEventIds', 'Excluded events', 'Events it does not open.', (r) => r.excludedEventIds),
  json('capabilities', 'Capabilities', 'What the holder may do.', (r) => r.capabilities),
  field<RawTicket>('expiresAt', 'Expires', 'date-time', 'none', 'When a reservation ends.', (r) =>
    toDateTime('expiresAt', r.expiresAt),
  ),
  text('posId', 'Cash desk ID', 'Cash desk it was sold at.', (r) => r.posId),
  text('shopId', 'Shop ID', 'Shop it was sold in.', (r) => r.underShopId),
  text('rootEventId', 'Root event ID', 'The series its event belongs to.', (r) => r.rootEventId),
  text('sellerId', 'Seller ID', 'Who sells it.', (r) => r.sellerId),
  text(
    'secret',
    'Secret',
    'Opens the public pages of the ticket: treat it like a password.',
    (r) => r.secret,
    'secret',
  ),
  json('history', 'History', 'What happened to it.', (r) => r.history),
  json('locks', 'Locks', 'Who is changing it.', (r) => r._locks),
  field<RawTicket>('recordVersion', 'Record version', 'integer', 'none', 'Version of the record.', (r) => r.__v),
];

/** Every field of a ticket. */
export const ticketTable = fieldTable<RawTicket>([...shared, ...own]);
