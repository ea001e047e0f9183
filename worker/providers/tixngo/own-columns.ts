import type { PersonalClass } from '../../../shared/columns.ts';
import { field } from '../field-table.ts';
import { toDate, toDateTime, toJson } from '../raw-values.ts';
import type { RawTicket } from './ticket.ts';

type Named<T> = { [K in keyof RawTicket]-?: RawTicket[K] extends T | null | undefined ? K : never }[keyof RawTicket];

const text = (name: Named<string>, id: string, title: string, about: string, personal: PersonalClass = 'none') =>
  field<RawTicket>(id, title, 'text', personal, about, (ticket) => ticket[name]);
const instant = (name: Named<string>, id: string, title: string, about: string) =>
  field<RawTicket>(id, title, 'date-time', 'none', about, (ticket) => toDateTime(name, ticket[name]));
const flag = (name: Named<boolean>, id: string, title: string, about: string) =>
  field<RawTicket>(id, title, 'boolean', 'none', about, (ticket) => ticket[name]);
const count = (name: Named<number>, id: string, title: string, about: string) =>
  field<RawTicket>(id, title, 'integer', 'none', about, (ticket) => ticket[name]);
const json = (name: keyof RawTicket, id: string, title: string, about: string, personal: PersonalClass = 'none') =>
  field<RawTicket>(id, title, 'json', personal, about, (ticket) => toJson(ticket[name]));

const numbers = [
  text('ticketNumber', 'ticketNumber', 'Ticket number', 'Number printed on the ticket.'),
  text('organizerTicketId', 'organizerTicketId', "Organizer's ticket ID", 'The ticket in your ticketing system.'),
  text('eventCode', 'eventCode', 'Event code', "The organizer's own ID of the event."),
  text('organizerId', 'organizerId', 'Organizer ID', 'The organizer in TIXNGO.'),
];

const owner = [
  field<RawTicket>('ownerBirthDate', 'Date of birth', 'date', 'identity', 'Of who holds the ticket now.', (ticket) =>
    toDate('ownerBirthDate', ticket.ownerBirthDate),
  ),
  text('ownerIdNumber', 'ownerIdNumber', 'ID number', 'Number of an identity document.', 'identity'),
  text('ownerResidenceCountry', 'ownerCountry', 'Country', 'Country of residence, as TIXNGO writes it.', 'identity'),
  flag('ownerAllowPromoEmail', 'ownerAllowPromoEmail', 'Promo e-mail allowed', 'Agreed to promotional e-mail.'),
  flag(
    'ownerAllowPromoThirdPartyEmail',
    'ownerAllowThirdPartyEmail',
    'Third-party e-mail allowed',
    'Agreed to e-mail of others.',
  ),
  flag('ownerAllowTracking', 'ownerAllowTracking', 'Tracking allowed', 'Agreed to tracking.'),
  json('ticketHolder', 'ticketHolder', 'Ticket holder', 'Details collected about the holder.', 'identity'),
  text('previousOwnerId', 'previousOwnerId', 'Previous owner ID', 'Who held the ticket before.', 'identity'),
  text('initialOwnerId', 'initialOwnerId', 'First owner ID', 'Who held the ticket first.', 'identity'),
];

const seating = [
  flag('seatingSeated', 'seated', 'Seated', 'Has an assigned seat.'),
  flag('seatingNumbered', 'numbered', 'Numbered', 'The seat is numbered.'),
  text('seatingGate', 'gate', 'Gate', 'Gate.'),
  text('seatingArea', 'seatArea', 'Area', 'Area of the seat; the block is the section.'),
  text('seatingLevel', 'seatLevel', 'Level', 'Level of the seat.'),
];

const sale = [
  text('purchaseContingentId', 'contingentId', 'Contingent ID', 'Contingent the ticket was sold from.'),
  text('purchaseSeatCategoryId', 'seatCategoryId', 'Seat category ID', 'Seat category sold.'),
];

const life = [
  instant('activatedDate', 'activatedAt', 'Activated', 'When the ticket was activated on a phone.'),
  instant('checkedDate', 'checkedAt', 'Checked', 'When the ticket was checked, which is not yet being let in.'),
  instant('assignedDate', 'assignedAt', 'Assigned', 'When the ticket was assigned to somebody.'),
  instant('keptByOwnerDate', 'keptByOwnerAt', 'Kept by owner', 'When the owner chose to keep the ticket.'),
  instant('deliveryDate', 'deliveredAt', 'Delivered', 'When the ticket was delivered.'),
  instant('deletionDate', 'deletedAt', 'Deleted', 'When the ticket was marked deleted.'),
  text('deletionReason', 'deletionReason', 'Reason of deletion', 'Why the ticket was deleted.'),
  count('transferForwardCount', 'transfersForward', 'Transfers', 'Times passed on to somebody.'),
  count('transferBackwardCount', 'transfersBackward', 'Transfers back', 'Times given back to a previous owner.'),
  flag('alreadyDownloaded', 'alreadyDownloaded', 'Ever downloaded', 'Was on a phone at least once.'),
];

const rules = [
  json('ticketMetadata', 'metadata', 'Metadata', 'Free data of the ticketing system.'),
  text('activationRuleId', 'activationRuleId', 'Activation rule ID', 'Rule for activating.'),
  text('usageRuleId', 'usageRuleId', 'Usage rule ID', 'Rule for using.'),
  text('designRuleId', 'designRuleId', 'Design rule ID', 'Rule for the looks.'),
  text('dataCollectionRuleId', 'dataCollectionRuleId', 'Data rule ID', 'Rule for collecting data.'),
  text('emailRuleId', 'emailRuleId', 'E-mail rule ID', 'Rule for e-mail.'),
  json('devicesMap', 'devices', 'Devices', 'Devices the ticket is on.', 'identity'),
  json('activationDetails', 'activationDetails', 'Activation details', 'How the ticket was activated.'),
];

/** What only TIXNGO tells of a ticket, by what it is about. */
export const ownColumns = [...numbers, ...owner, ...seating, ...sale, ...life, ...rules];
