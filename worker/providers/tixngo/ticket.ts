import { z } from 'zod';
import { inOurWords } from '../field-table.ts';
import { raw } from '../raw-values.ts';

/** A ticket as TIXNGO answers it (full and light list). Only the ID is always there. */
export const RawTicket = z.object({
  ticketId: z.union([z.string().min(1), z.number().transform(String)]),
  eventId: raw.text,
  organizerId: raw.text,
  eventName: raw.text,
  eventCode: raw.text,
  eventStartDate: raw.text,
  ownerEmail: raw.text,
  ownerFirstName: raw.text,
  ownerLastName: raw.text,
  ownerPhone: raw.text,
  ownerBirthDate: raw.text,
  ownerIdNumber: raw.text,
  ownerResidenceCountry: raw.text,
  ownerAllowPromoEmail: raw.flag,
  ownerAllowPromoThirdPartyEmail: raw.flag,
  ownerAllowTracking: raw.flag,
  ticketNumber: raw.text,
  ticketBarcode: raw.text,
  organizerTicketId: raw.text,
  ticketHolder: raw.opaque,
  previousOwnerId: raw.text,
  initialOwnerId: raw.text,
  status: raw.text,
  activatedDate: raw.text,
  checkedDate: raw.text,
  assignedDate: raw.text,
  controlledDate: raw.text,
  keptByOwnerDate: raw.text,
  deliveryDate: raw.text,
  purchaseFile: raw.text,
  purchaseDate: raw.text,
  purchasePrice: raw.text,
  purchaseCurrency: raw.text,
  purchaseContingentId: raw.text,
  purchaseSeatCategoryId: raw.text,
  purchaseTariffId: raw.text,
  seatingSeated: raw.flag,
  seatingNumbered: raw.flag,
  seatingExternalEntrance: raw.text,
  seatingGate: raw.text,
  seatingArea: raw.text,
  seatingLevel: raw.text,
  seatingBlock: raw.text,
  seatingRow: raw.text,
  seatingSeat: raw.text,
  ticketMetadata: raw.opaque,
  activationRuleId: raw.text,
  usageRuleId: raw.text,
  designRuleId: raw.text,
  dataCollectionRuleId: raw.text,
  emailRuleId: raw.text,
  devicesMap: raw.opaque,
  activationDetails: raw.opaque,
  deletionDate: raw.text,
  deletionReason: raw.text,
  transferForwardCount: raw.count,
  transferBackwardCount: raw.count,
  alreadyDownloaded: raw.flag,
});
export type RawTicket = z.infer<typeof RawTicket>;

/** Both generations of TIXNGO's vocabulary; where the ticket is, not what happened to it. */
export const statusOf = inOurWords({
  NOT_DOWNLOADED: 'valid',
  DOWNLOADED: 'valid',
  INJECTED: 'valid',
  ASSIGNED: 'valid',
  CONTROLLED: 'valid',
  TRANSFERRED: 'valid',
  BT_ACTIVATED: 'valid',
  MANUAL_ACTIVATED: 'valid',
  OFFLINE_ACTIVATED: 'valid',
  ONLINE_ACTIVATED: 'valid',
  ACTIVATED: 'valid',
  DEFAULT: 'valid',
  PENDING: 'valid',
  PENDING_TRANSFER: 'pending transfer',
  DELETION_PENDING: 'deletion pending',
  DELETED: 'deleted',
  FAILURE_TRANSFER: 'failed',
  FAILURE: 'failed',
  INVALID: 'failed',
  DEACTIVATED: 'failed',
});

/** Whether the ticket is gone for good. A deletion that still waits for a phone is not: the guest may stand at the gate with it. */
export const isDeleted = (ticket: RawTicket): boolean => ticket.status === 'DELETED';

/** Whether the guest is in: scanned in, and not out since. The older vocabulary says it as a status. */
export const isCheckedIn = ({ controlledDate, status }: RawTicket): boolean =>
  Boolean(controlledDate) || status === 'CONTROLLED';
