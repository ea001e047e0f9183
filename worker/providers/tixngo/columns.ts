import { TICKET } from '../../../shared/shapes.ts';
import { fieldTable, shaped } from '../field-table.ts';
import { toDateTime, toMoney } from '../raw-values.ts';
import { ownColumns } from './own-columns.ts';
import { isCheckedIn, statusOf, type RawTicket } from './ticket.ts';

const shape = shaped<RawTicket, typeof TICKET>(TICKET, {
  ticketId: (t) => t.ticketId,
  status: (t) => statusOf(t.status),
  providerStatus: (t) => t.status,
  eventId: (t) => t.eventId,
  eventName: (t) => t.eventName,
  eventStart: (t) => toDateTime('eventStartDate', t.eventStartDate),
  orderId: (t) => t.purchaseFile,
  ticketTypeId: (t) => t.purchaseTariffId,
  ownerFirstName: (t) => t.ownerFirstName,
  ownerLastName: (t) => t.ownerLastName,
  ownerEmail: (t) => t.ownerEmail,
  ownerPhone: (t) => t.ownerPhone,
  barcode: (t) => t.ticketBarcode,
  checkedIn: isCheckedIn,
  checkedInAt: (t) => toDateTime('controlledDate', t.controlledDate),
  entrance: (t) => t.seatingExternalEntrance,
  seatSection: (t) => t.seatingBlock,
  seatRow: (t) => t.seatingRow,
  seat: (t) => t.seatingSeat,
  price: (t) => toMoney('purchasePrice', t.purchasePrice, t.purchaseCurrency),
  currency: (t) => t.purchaseCurrency?.toUpperCase(),
  purchasedAt: (t) => toDateTime('purchaseDate', t.purchaseDate),
});

/** Every field of a TIXNGO ticket: first what tickets of every system have, then TIXNGO's own. */
export const ticketTable = fieldTable<RawTicket>([...shape, ...ownColumns], ['ticketNumber', 'purchasedAt']);
