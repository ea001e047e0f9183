import type { ColumnType, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, inOurWords, shaped } from '../field-table.ts';
import { toDateTime, toJson } from '../raw-values.ts';
import { consumerFields, fullName } from './consumer.ts';
import { hrefOf, hrefsOf, uidOf } from './hal.ts';
import { orderStatus } from './order.ts';
import { productFields } from './product.ts';
import type { PaylogicSettings } from './settings.ts';
import type { TicketView } from './ticket.ts';
import { moneyOf } from './values.ts';

/** The only published word. */
const ticketStatus = inOurWords({ valid: 'valid' });

const inShape = shaped<TicketView, typeof TICKET>(TICKET, {
  ticketId: ({ ticket }) => ticket.uid,
  status: ({ ticket }) => ticketStatus(ticket.status),
  providerStatus: ({ ticket }) => ticket.status,
  eventId: ({ ticket, event }) => uidOf(ticket._links, 'shop:event') ?? event?.uid,
  eventName: ({ event, say }) => say(event?.title),
  eventStart: ({ event }) => toDateTime('event_start', event?.event_start),
  eventEnd: ({ event }) => toDateTime('event_end', event?.event_end),
  orderId: ({ ticket, order }) => order?.uid ?? uidOf(ticket._links, 'shop:order'),
  ticketType: ({ product, say }) => say(product?.name),
  ticketTypeId: ({ ticket, product }) => uidOf(ticket._links, 'shop:product') ?? product?.uid,
  ownerFirstName: ({ ticket }) => ticket.consumer?.first_name,
  ownerLastName: ({ ticket }) => ticket.consumer?.last_name,
  ownerName: ({ ticket }) => fullName(ticket.consumer),
  ownerEmail: ({ ticket }) => ticket.consumer?.email,
  ownerPhone: ({ ticket }) => ticket.consumer?.phone_number,
  barcode: ({ ticket }) => ticket.code,
  checkedIn: ({ ticket }) => ticket.is_scanned,
  entrance: ({ ticket, say }) => say(ticket.subproduct),
  seatSection: ({ ticket }) => ticket.seating?.section,
  seatRow: ({ ticket }) => ticket.seating?.row,
  seat: ({ ticket }) => ticket.seating?.seat,
  price: ({ ticket }) => moneyOf('price', ticket.price),
  currency: ({ ticket }) => ticket.price?.currency ?? ticket.service_fee_paid?.currency,
  purchasedAt: ({ order }) => toDateTime('created_date', order?.created_date),
});

type Get = (view: TicketView) => Value | undefined;
const column = (
  id: string,
  title: string,
  type: ColumnType,
  about: string,
  get: Get,
  personal: PersonalClass = 'none',
) => field<TicketView>(id, title, type, personal, about, get);

type Moment = 'personalization_start' | 'personalization_end' | 'fulfillment_starts_at' | 'scannable_until';
const moment = (id: string, title: string, about: string, name: Moment) =>
  column(id, title, 'date-time', about, ({ ticket }) => toDateTime(name, ticket[name]));

type Label = 'seat_label' | 'row_label' | 'section_label' | 'venue';
const label = (id: string, title: string, about: string, name: Label) =>
  column(id, title, 'text', about, ({ ticket, say }) => say(ticket.seating?.[name]));

const link = (id: string, title: string, about: string, relation: string, personal: PersonalClass = 'none') =>
  column(id, title, 'text', about, ({ ticket }) => hrefOf(ticket._links, relation), personal);
const links = (id: string, title: string, about: string, relation: string) =>
  column(id, title, 'json', about, ({ ticket }) => toJson(hrefsOf(ticket._links, relation)));

const own = (sold: readonly string[]) => [
  column(
    'parentTicketId',
    'Package ticket ID',
    'text',
    'The ticket of the package this one is a part of; blank: it was bought on its own.',
    ({ parent }) => parent.ticketId,
  ),
  column(
    'parentProductId',
    'Package type ID',
    'text',
    'The package this ticket is a part of.',
    ({ parent }) => parent.productId,
  ),
  column(
    'isPackage',
    'Package',
    'boolean',
    'Whether it is the ticket of a package, whose parts have tickets of their own.',
    ({ isPackage }) => isPackage,
  ),
  column(
    'orderReference',
    'Order reference',
    'text',
    'What the buyer knows the order by.',
    ({ order }) => order?.reference,
  ),
  column('orderStatus', 'Order status', 'text', 'Our word for the state of its order.', ({ order }) =>
    orderStatus(order?.status),
  ),
  column('sold', 'Sold', 'boolean', 'Whether its order is in a state that counts as sold.', ({ order }) =>
    order?.status ? sold.includes(order.status) : null,
  ),
];

const rest = [
  column('serviceFee', 'Service fee', 'money', 'Paid on top; blank until the order is completed.', ({ ticket }) =>
    moneyOf('service_fee_paid', ticket.service_fee_paid),
  ),
  column(
    'hasSubscription',
    'Subscription',
    'boolean',
    'Whether it belongs to a subscription that runs.',
    ({ ticket }) => ticket.has_valid_subscription,
  ),
  column(
    'needsName',
    'Needs a name',
    'boolean',
    'Whether a name has to be filled in.',
    ({ ticket }) => ticket.needs_personalization,
  ),
  moment('namesFrom', 'Names from', 'From when names can be filled in.', 'personalization_start'),
  moment('namesUntil', 'Names until', 'Until when names can be filled in.', 'personalization_end'),
  column('nameForm', 'Name form', 'json', 'What is asked for.', ({ ticket }) => toJson(ticket.personalization_form)),
  moment('handedOutFrom', 'Handed out from', 'From when the ticket is handed out.', 'fulfillment_starts_at'),
  moment('scannableUntil', 'Scannable until', 'Until when the gate accepts it.', 'scannable_until'),
  label('seatLabel', 'Word for seat', 'What a seat is called.', 'seat_label'),
  label('rowLabel', 'Word for row', 'What a row is called.', 'row_label'),
  label('sectionLabel', 'Word for section', 'What a section is called.', 'section_label'),
  label('venue', 'Venue', 'Where the seat is.', 'venue'),
  column('eventSubtitle', 'Event subtitle', 'text', "Second line of the event's name.", ({ event, say }) =>
    say(event?.subtitle),
  ),
  column('eventLocation', 'Event location', 'json', 'Where the event is.', ({ event }) => toJson(event?.location)),
  ...consumerFields<TicketView>('owner', ({ ticket }) => ticket.consumer),
  ...productFields<TicketView>(),
];

const relations = [
  link('link', 'Address', 'Address of the ticket.', 'self'),
  link('eTicketLink', 'E-ticket', 'Address of the ticket to print: who may open it gets in.', 'shop:eticket', 'secret'),
  link(
    'subscriptionLink',
    'Subscription bought',
    'Address of the subscription that came with it.',
    'shop:provided_subscription',
  ),
  links(
    'nameRequests',
    'Name requests',
    'Addresses of the requests to fill in a name.',
    'shop:personalization_request',
  ),
  link('handOverLink', 'Hand over', 'Address that hands the ticket on.', 'shop:ticket_transfer_approvals', 'secret'),
  column('refundAsked', 'Refund asked for', 'boolean', 'Whether somebody asked for the money back.', ({ ticket }) =>
    ticket._links ? hrefsOf(ticket._links, 'shop:refund_requests').length > 0 : null,
  ),
  links('refundRequests', 'Refund requests', 'Addresses of the requests for the money back.', 'shop:refund_requests'),
  link('appleWalletLink', 'Apple Wallet', 'Address of the pass for a phone.', 'apple_wallet_pass', 'secret'),
  link('googleWalletLink', 'Google Wallet', 'Address of the pass for a phone.', 'google_wallet_token', 'secret'),
  column(
    'links',
    'All addresses',
    'json',
    'Every relation of the ticket.',
    ({ ticket }) => toJson(ticket._links),
    'secret',
  ),
  column('secondarySales', 'Resale', 'json', 'Sales among guests it takes part in.', ({ sales }) => toJson(sales)),
];

/** Every column of a ticket. */
export const ticketTable = ({ soldStatuses }: PaylogicSettings) =>
  fieldTable<TicketView>([...inShape, ...own(soldStatuses), ...rest, ...relations], ['sold']);
