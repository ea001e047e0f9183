import { AWKWARD_FIRST_NAMES } from '../names.ts';
import type { SandboxEvent } from './catalogue.ts';
import { goneBefore } from './life.ts';

const owner = (ownerFirstName: string | null) => ({ ownerFirstName });

/** One oddity a row that is not deleted, so that a test can say which one it met. */
const TRAPS: readonly Record<string, unknown>[] = [
  { ownerAllowPromoEmail: undefined },
  {
    ownerEmail: null,
    ownerFirstName: null,
    ownerLastName: null,
    ownerPhone: null,
    ownerBirthDate: null,
    ownerIdNumber: null,
    ownerResidenceCountry: null,
    ownerAllowPromoEmail: null,
    ownerAllowPromoThirdPartyEmail: null,
    ownerAllowTracking: null,
    initialOwnerId: null,
  },
  { purchasePrice: '0', purchaseCurrency: 'EUR' },
  { purchasePrice: '12.5', purchaseCurrency: 'EUR' },
  { purchasePrice: '', purchaseCurrency: 'EUR' },
  { purchasePrice: null, purchaseCurrency: null },
  { purchasePrice: '85.00', purchaseCurrency: 'EUR' },
  { purchasePrice: '12000', purchaseCurrency: 'JPY' },
  { activatedDate: '2025-05-21T06:00:00Z' },
  { activatedDate: '2025-05-21T06:00:00.000Z' },
  { activatedDate: '2025-05-21T08:00:00+02:00' },
  { activatedDate: undefined, checkedDate: undefined, assignedDate: undefined, controlledDate: undefined },
  { transferForwardCount: 2, transferBackwardCount: 1 },
  { seatingSeated: true, seatingNumbered: true, seatingRow: '01', seatingSeat: '007' },
  { seatingSeated: true, seatingNumbered: true, seatingRow: '1E5', seatingSeat: '1/2' },
  { ticketBarcode: '0000123456789' },
  { ticketBarcode: '900719925474099312' },
  { ticketMetadata: { a: { b: { c: [1, { d: null }, 'é'] } }, big: 'x'.repeat(5000), __proto_like: 'constructor' } },
  { loyaltyTier: 'gold', newVendorColumn: { since: '2027' } },
  { ownerPhone: '+1 202-555-0147', ownerIdNumber: '=1+1' },
  { ownerResidenceCountry: 'DEU' },
  { eventStartDate: '2027-02-06T20:15:00+01:00' },
  ...AWKWARD_FIRST_NAMES.map(owner),
];

/** What a row of the trap event has different; nothing for other events. A key set to `undefined` is missing in the answer. */
export function trapsOf(event: SandboxEvent, index: number): Record<string, unknown> {
  const isGone = goneBefore(event, index + 1) > goneBefore(event, index);
  return event.id === 'trap-door-2027' && !isGone ? (TRAPS[index - goneBefore(event, index)] ?? {}) : {};
}
