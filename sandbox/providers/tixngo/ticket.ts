import { barcodeOf } from '../barcodes.ts';
import { type Person, personOf } from '../people.ts';
import { dice, type Dice } from '../random.ts';
import { ORGANIZER_ID, type SandboxEvent } from './catalogue.ts';
import type { TicketRef } from './event-store.ts';
import type { Life } from './life.ts';
import { priceOf } from './prices.ts';
import { seatOf } from './seats.ts';
import { detailsOf } from './ticket-details.ts';
import { trapsOf } from './traps.ts';

/** A ticket as the full reports send it; absent keys are absent in the answer. */
export type Ticket = Record<string, unknown>;

const LIGHT_FIELDS = [
  'ticketId',
  'eventId',
  'organizerId',
  'eventName',
  'eventCode',
  'eventStartDate',
  'ownerEmail',
  'ticketNumber',
  'organizerTicketId',
  'status',
  'activatedDate',
  'checkedDate',
  'assignedDate',
  'controlledDate',
  'keptByOwnerDate',
  'deliveryDate',
  'purchaseDate',
  'purchasePrice',
  'purchaseCurrency',
  'purchaseTariffId',
  'deletionDate',
  'transferForwardCount',
  'transferBackwardCount',
  'alreadyDownloaded',
];

const peopleDice = dice(0, 'people');

/** Every field of the full ticket reports. */
export function ticketOf({ store, index }: TicketRef): Ticket {
  const { event, dice: own } = store;
  const life = store.life(index);
  const ticket = {
    ticketId: store.ticketId(index),
    ...eventFields(event),
    ...ownerFields(own, index, life),
    ticketNumber: own.digits(index, 'ticket number', 10),
    ticketBarcode: barcodeOf(own, index),
    organizerTicketId: `${event.code}-${String(index + 1).padStart(7, '0')}`,
    ...detailsOf(own, index, life),
    status: store.status(index),
    ...milestones(own, index, life),
    ...purchaseFields(event, own, index, life),
    ...seatOf(event, own, index),
    ...deletionFields(own, index, life),
    ...transferCounts(own, index, life),
    alreadyDownloaded: life.downloadedAt !== null,
  };
  return Object.assign(ticket, trapsOf(event, index));
}

/** The common columns of the light report. */
export function lightTicketOf(ref: TicketRef): Ticket {
  const ticket = ticketOf(ref);
  return Object.fromEntries(LIGHT_FIELDS.filter((field) => field in ticket).map((field) => [field, ticket[field]]));
}

function eventFields(event: SandboxEvent): Ticket {
  return {
    eventId: event.id,
    organizerId: ORGANIZER_ID,
    eventName: event.name,
    eventCode: event.code,
    eventStartDate: event.startsAt,
  };
}

/** Who has no account is known by e-mail and name alone, and a few tickets have nobody yet. */
function ownerFields(own: Dice, index: number, life: Life): Ticket {
  const number = own.whole(index, 'owner', 0, 60_000);
  const person = personOf(peopleDice, number);
  const onPhone = life.downloadedAt !== null;
  const nobody = !onPhone && own.happens(index, 'nobody', 0.02);
  const account = onPhone || own.happens(index, 'account', 0.4);
  const transferred = life.transferredAt !== null;
  return {
    ...namesOf(nobody ? null : person),
    ...accountFields(own, index, account && !nobody ? person : null),
    previousOwnerId: transferred ? ownerId(own.whole(index, 'previous owner', 0, 60_000)) : null,
    initialOwnerId: nobody ? null : ownerId(transferred ? own.whole(index, 'first owner', 0, 60_000) : number),
  };
}

/** The vendor's ID of the person with this number. */
export function ownerId(number: number): string {
  return `usr-${peopleDice.hex(number, 'owner id', 12)}`;
}

function namesOf(person: Person | null): Ticket {
  return {
    ownerEmail: person?.email ?? null,
    ownerFirstName: person?.firstName ?? null,
    ownerLastName: person?.lastName ?? null,
  };
}

function accountFields(own: Dice, index: number, person: Person | null): Ticket {
  const consent = (aspect: string) => (person ? own.happens(index, aspect, 0.4) : null);
  return {
    ownerPhone: person?.phone ?? null,
    ownerBirthDate: person?.birthDate ?? null,
    ownerIdNumber: person && own.happens(index, 'id number', 0.1) ? own.digits(index, 'id number', 9) : null,
    ownerResidenceCountry: person?.country ?? null,
    ownerAllowPromoEmail: consent('promo'),
    ownerAllowPromoThirdPartyEmail: consent('third party'),
    ownerAllowTracking: consent('tracking'),
  };
}

/** An instant as the vendor's systems write it: mostly UTC with milliseconds, sometimes without, sometimes with an offset. */
function instant(own: Dice, index: number, aspect: string, at: number | null): string | null {
  if (at === null) return null;
  const style = own.whole(index, `${aspect} style`, 0, 19);
  if (style === 0) return `${new Date(at).toISOString().slice(0, 19)}Z`;
  if (style === 1) return new Date(at + 7_200_000).toISOString().replace('Z', '+02:00');
  return new Date(at).toISOString();
}

function milestones(own: Dice, index: number, life: Life): Ticket {
  const write = (aspect: string, at: number | null) => instant(own, index, aspect, at);
  return {
    activatedDate: write('activated', life.activatedAt),
    checkedDate: write('checked', life.checkedAt),
    assignedDate: write('assigned', life.assignedAt),
    controlledDate: write('controlled', life.controlledAt),
    keptByOwnerDate: write('kept', life.keptByOwnerAt),
    deliveryDate: write('delivered', life.downloadedAt),
  };
}

function purchaseFields(event: SandboxEvent, own: Dice, index: number, life: Life): Ticket {
  const order = Math.floor(index / 3);
  return {
    purchaseFile: `0${own.digits(order, 'file', 7)}`,
    purchaseDate: instant(own, order, 'purchase', life.injectedAt - own.whole(index, 'bought', 1, 3_600_000)),
    ...priceOf(event, own, index),
    purchaseContingentId: `cont-${own.whole(index, 'contingent', 1, 6)}`,
    purchaseSeatCategoryId: `cat-${own.whole(index, 'category', 1, 4)}`,
    purchaseTariffId: `tariff-${own.whole(index, 'tariff', 1, 5)}`,
  };
}

function deletionFields(own: Dice, index: number, life: Life): Ticket {
  if (life.deletedAt === null) return { deletionDate: null, deletionReason: null };
  return {
    deletionDate: new Date(life.deletedAt).toISOString(),
    deletionReason: own.pick(index, 'deletion reason', [
      'REFUND',
      'CANCELLED_BY_ORGANIZER',
      'EXCHANGE',
      'Doppelt verkauft',
    ]),
  };
}

function transferCounts(own: Dice, index: number, life: Life): Ticket {
  if (life.transferredAt === null) return { transferForwardCount: 0, transferBackwardCount: 0 };
  const transferForwardCount = own.whole(index, 'forward', 1, 3);
  return { transferForwardCount, transferBackwardCount: own.whole(index, 'backward', 0, transferForwardCount - 1) };
}
