import type { Value } from '../../../shared/records.ts';
import { field, fieldTable } from '../field-table.ts';
import { toDate, toDateTime, toJson, toMoney, toText } from '../raw-values.ts';
import { statusOf, type RawTicket } from './ticket.ts';

type Name<T> = { [K in keyof RawTicket]-?: RawTicket[K] extends T ? K : never }[keyof RawTicket];
type Getter = (ticket: RawTicket) => Value;

const text =
  (name: Name<string | null | undefined>): Getter =>
  (ticket) =>
    toText(ticket[name]);
const instant =
  (name: Name<string | null | undefined>): Getter =>
  (ticket) =>
    toDateTime(name, ticket[name]);
const asIs =
  (name: Name<boolean | number | null | undefined>): Getter =>
  (ticket) =>
    ticket[name] ?? null;
const json =
  (name: keyof RawTicket): Getter =>
  (ticket) =>
    toJson(ticket[name]);

const STANDARD = [
  'ticketId',
  'status',
  'eventName',
  'eventStart',
  'ownerFirstName',
  'ownerLastName',
  'ownerEmail',
  'ticketNumber',
  'seatArea',
  'seatBlock',
  'seatRow',
  'seat',
  'price',
  'currency',
  'purchasedAt',
  'controlledAt',
];

/** Every field of a TIXNGO ticket, in the order a list is read: ticket, event, owner, seat, sale, life. */
export const ticketTable = fieldTable<RawTicket>(
  [
    field(
      'ticketId',
      'Ticket ID',
      'text',
      'none',
      'The ticket in TIXNGO; the same for its whole life.',
      (ticket) => ticket.ticketId,
    ),
    field(
      'status',
      'Status',
      'text',
      'none',
      'valid, pending transfer, deletion pending, deleted, failed or other.',
      (ticket) => statusOf(toText(ticket.status)),
    ),
    field('providerStatus', 'TIXNGO status', 'text', 'none', "TIXNGO's own word for the status.", text('status')),
    field('eventId', 'Event ID', 'text', 'none', "The event's back-office ID.", text('eventId')),
    field('organizerId', 'Organizer ID', 'text', 'none', 'The organizer in TIXNGO.', text('organizerId')),
    field('eventName', 'Event', 'text', 'none', 'Name of the event.', text('eventName')),
    field('eventCode', 'Event code', 'text', 'none', "The organizer's own ID of the event.", text('eventCode')),
    field('eventStart', 'Event start', 'date-time', 'none', 'When the event starts.', instant('eventStartDate')),
    field(
      'ownerFirstName',
      'First name',
      'text',
      'identity',
      'First name of who holds the ticket now.',
      text('ownerFirstName'),
    ),
    field(
      'ownerLastName',
      'Last name',
      'text',
      'identity',
      'Last name of who holds the ticket now.',
      text('ownerLastName'),
    ),
    field('ownerEmail', 'E-mail', 'text', 'contact', 'E-mail address of who holds the ticket now.', text('ownerEmail')),
    field('ownerPhone', 'Phone', 'text', 'contact', 'Phone number of who holds the ticket now.', text('ownerPhone')),
    field(
      'ownerBirthDate',
      'Date of birth',
      'date',
      'identity',
      'Date of birth of who holds the ticket now.',
      (ticket) => toDate('ownerBirthDate', ticket.ownerBirthDate),
    ),
    field('ownerIdNumber', 'ID number', 'text', 'identity', 'Number of an identity document.', text('ownerIdNumber')),
    field(
      'ownerCountry',
      'Country',
      'text',
      'identity',
      'Country of residence, as TIXNGO writes it.',
      text('ownerResidenceCountry'),
    ),
    field(
      'ownerAllowPromoEmail',
      'Promo e-mail allowed',
      'boolean',
      'none',
      'Agreed to promotional e-mail.',
      asIs('ownerAllowPromoEmail'),
    ),
    field(
      'ownerAllowThirdPartyEmail',
      'Third-party e-mail allowed',
      'boolean',
      'none',
      'Agreed to e-mail of others.',
      asIs('ownerAllowPromoThirdPartyEmail'),
    ),
    field(
      'ownerAllowTracking',
      'Tracking allowed',
      'boolean',
      'none',
      'Agreed to tracking.',
      asIs('ownerAllowTracking'),
    ),
    field('ticketNumber', 'Ticket number', 'text', 'none', 'Number printed on the ticket.', text('ticketNumber')),
    field('barcode', 'Barcode', 'text', 'secret', 'Opens the gate: treat it like a password.', text('ticketBarcode')),
    field(
      'organizerTicketId',
      "Organizer's ticket ID",
      'text',
      'none',
      'The ticket in your ticketing system.',
      text('organizerTicketId'),
    ),
    field(
      'ticketHolder',
      'Ticket holder',
      'json',
      'identity',
      'Details collected about the holder.',
      json('ticketHolder'),
    ),
    field(
      'previousOwnerId',
      'Previous owner ID',
      'text',
      'identity',
      'Who held the ticket before.',
      text('previousOwnerId'),
    ),
    field('initialOwnerId', 'First owner ID', 'text', 'identity', 'Who held the ticket first.', text('initialOwnerId')),
    field('seated', 'Seated', 'boolean', 'none', 'Has an assigned seat.', asIs('seatingSeated')),
    field('numbered', 'Numbered', 'boolean', 'none', 'The seat is numbered.', asIs('seatingNumbered')),
    field('entrance', 'Entrance', 'text', 'none', 'Entrance to the grounds.', text('seatingExternalEntrance')),
    field('gate', 'Gate', 'text', 'none', 'Gate.', text('seatingGate')),
    field('seatArea', 'Area', 'text', 'none', 'Area.', text('seatingArea')),
    field('seatLevel', 'Level', 'text', 'none', 'Level.', text('seatingLevel')),
    field('seatBlock', 'Block', 'text', 'none', 'Block.', text('seatingBlock')),
    field('seatRow', 'Row', 'text', 'none', 'Row; zeros in front are kept.', text('seatingRow')),
    field('seat', 'Seat', 'text', 'none', 'Seat; zeros in front are kept.', text('seatingSeat')),
    field('purchaseFile', 'Purchase file', 'text', 'none', 'Number of the purchase.', text('purchaseFile')),
    field('purchasedAt', 'Purchased', 'date-time', 'none', 'When the ticket was bought.', instant('purchaseDate')),
    field('price', 'Price', 'money', 'none', 'What was paid for the ticket.', (ticket) =>
      toMoney('purchasePrice', ticket.purchasePrice, ticket.purchaseCurrency),
    ),
    field('currency', 'Currency', 'text', 'none', 'Currency of the price (ISO 4217).', text('purchaseCurrency')),
    field(
      'contingentId',
      'Contingent ID',
      'text',
      'none',
      'Contingent the ticket was sold from.',
      text('purchaseContingentId'),
    ),
    field('seatCategoryId', 'Seat category ID', 'text', 'none', 'Seat category sold.', text('purchaseSeatCategoryId')),
    field('tariffId', 'Tariff ID', 'text', 'none', 'Tariff sold.', text('purchaseTariffId')),
    field(
      'activatedAt',
      'Activated',
      'date-time',
      'none',
      'When the ticket was activated on a phone.',
      instant('activatedDate'),
    ),
    field('checkedAt', 'Checked', 'date-time', 'none', 'When the ticket was checked.', instant('checkedDate')),
    field(
      'assignedAt',
      'Assigned',
      'date-time',
      'none',
      'When the ticket was assigned to somebody.',
      instant('assignedDate'),
    ),
    field(
      'controlledAt',
      'Scanned in',
      'date-time',
      'none',
      'Last scan in, since the latest scan out.',
      instant('controlledDate'),
    ),
    field(
      'keptByOwnerAt',
      'Kept by owner',
      'date-time',
      'none',
      'When the owner chose to keep the ticket.',
      instant('keptByOwnerDate'),
    ),
    field('deliveredAt', 'Delivered', 'date-time', 'none', 'When the ticket was delivered.', instant('deliveryDate')),
    field('deletedAt', 'Deleted', 'date-time', 'none', 'When the ticket was marked deleted.', instant('deletionDate')),
    field(
      'deletionReason',
      'Reason of deletion',
      'text',
      'none',
      'Why the ticket was deleted.',
      text('deletionReason'),
    ),
    field(
      'transfersForward',
      'Transfers',
      'integer',
      'none',
      'Times passed on to somebody.',
      asIs('transferForwardCount'),
    ),
    field(
      'transfersBackward',
      'Transfers back',
      'integer',
      'none',
      'Times given back to a previous owner.',
      asIs('transferBackwardCount'),
    ),
    field(
      'alreadyDownloaded',
      'Ever downloaded',
      'boolean',
      'none',
      'Was on a phone at least once.',
      asIs('alreadyDownloaded'),
    ),
    field('metadata', 'Metadata', 'json', 'none', 'Free data of the ticketing system.', json('ticketMetadata')),
    field('activationRuleId', 'Activation rule ID', 'text', 'none', 'Rule for activating.', text('activationRuleId')),
    field('usageRuleId', 'Usage rule ID', 'text', 'none', 'Rule for using.', text('usageRuleId')),
    field('designRuleId', 'Design rule ID', 'text', 'none', 'Rule for the looks.', text('designRuleId')),
    field(
      'dataCollectionRuleId',
      'Data rule ID',
      'text',
      'none',
      'Rule for collecting data.',
      text('dataCollectionRuleId'),
    ),
    field('emailRuleId', 'E-mail rule ID', 'text', 'none', 'Rule for e-mail.', text('emailRuleId')),
    field('devices', 'Devices', 'json', 'identity', 'Devices the ticket is on.', json('devicesMap')),
    field(
      'activationDetails',
      'Activation details',
      'json',
      'none',
      'How the ticket was activated.',
      json('activationDetails'),
    ),
  ],
  STANDARD,
);
