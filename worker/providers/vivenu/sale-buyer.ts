import { field } from '../field-table.ts';
import { json, text, type Sale } from './sale.ts';

/** Who bought. */
export const buyerFields = [
  text('company', 'Company', 'Company of the buyer.', (r) => r.company, 'identity'),
  text('street', 'Street', 'Postal address.', (r) => r.street, 'contact'),
  text('addressLine2', 'Address line 2', 'Postal address.', (r) => r.line2, 'contact'),
  text('postalCode', 'Postal code', 'Postal address; zeros in front are kept.', (r) => r.postal, 'contact'),
  text('city', 'City', 'Postal address.', (r) => r.city, 'contact'),
  text('state', 'State', 'Postal address.', (r) => r.state, 'contact'),
  text('country', 'Country', 'Postal address.', (r) => r.country, 'contact'),
  json('deliveryAddress', 'Delivery address', 'Where printed tickets go.', (r) => r.deliveryAddress, 'contact'),
  text('customerId', 'Customer ID', 'Account of the buyer.', (r) => r.customerId, 'identity'),
  text('language', 'Language', 'Language of the buyer.', (r) => r.preferredLanguage, 'identity'),
  json('identification', 'Identification', 'Identity documents.', (r) => r.identification, 'identity'),
  json('extraFields', 'Extra fields', 'Answers to your questions.', (r) => r.extraFields, 'identity'),
  json('device', 'Device', 'Browser of the buyer.', (r) => r.userAgent, 'identity'),
  json('network', 'Network', 'Network address of the buyer.', (r) => r.ipLookup, 'identity'),
  json('location', 'Location', 'Where the buyer seems to have been.', (r) => r.locationCenter, 'identity'),
];

/** Where and how it was sold and paid. */
export const paymentFields = [
  text('paymentKind', 'Payment, exactly', 'Card, transfer …', (r) => r.paymentInfo?.method),
  text('paymentGateway', 'Payment gateway', 'managed, external or local.', (r) => r.paymentInfo?.gateway),
  json('paymentInfo', 'Payment details', 'All that is known of the payment.', (r) => r.paymentInfo, 'identity'),
  text('origin', 'Origin', 'yourticket, pos, rebooking, upgrade or subscription.', (r) => r.origin),
  text('channel', 'Channel', 'Where it was sold.', (r) => r.channel),
  text('shopId', 'Shop ID', 'Shop it was sold in.', (r) => r.underShop),
  text('posId', 'Cash desk ID', 'Cash desk it was sold at.', (r) => r.posId),
  text('billNumber', 'Bill number', 'Of the cash desk; zeros in front are kept.', (r) => r.posInfo?.billingNo),
  text('posPayment', 'Cash desk payment', 'Cash, card …', (r) => r.posInfo?.paymentMethod),
  json('posInfo', 'Cash desk details', 'All that the cash desk noted.', (r) => r.posInfo),
  text('userId', 'User ID', 'Who sold it.', (r) => r.userId),
  text('sellerId', 'Seller ID', 'Who sells.', (r) => r.sellerId),
];

/** What happened to it. */
export const historyFields = [
  field<Sale>('ticketMailSent', 'Ticket mail sent', 'boolean', 'none', 'Tickets were mailed.', (r) => r.ticketMailSend),
  field<Sale>(
    'orderMailSent',
    'Order mail sent',
    'boolean',
    'none',
    'It was confirmed by mail.',
    (r) => r.orderMailSend,
  ),
  json('history', 'History', 'What happened to it.', (r) => r.historyEntries),
  json('olderHistory', 'History (older)', 'What happened to it, in its older form.', (r) => r.history),
  text('invoiceVersion', 'Invoice version', 'Form of the invoice.', (r) => r.invoiceVersion),
  text('seatReservation', 'Seat reservation', 'Held the seats.', (r) => r.seatingReservationToken, 'secret'),
  text('secret', 'Secret', 'Opens the public pages of the sale: treat it like a password.', (r) => r.secret, 'secret'),
];
