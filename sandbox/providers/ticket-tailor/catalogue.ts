import type { SalesEvent } from '../sales-world.ts';

/** The box office's key; it sees this box office and nothing else. */
export const CREDENTIALS = { apiKey: 'sk_4711_250203_harbourhallsandbox7f3d0c9b' } as const;

export const BOX_OFFICE = { name: 'Harbour Hall', currency: { base_multiplier: 100, code: 'eur' } } as const;

/** What one kind of ticket costs, in minor units. */
export type TicketType = {
  readonly name: string;
  readonly price: number;
  /** Per ticket, on top of the price. */
  readonly bookingFee: number;
};

/** One occurrence of a series, which is what tickets are sold for. */
export type SandboxEvent = SalesEvent & {
  readonly seriesId: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: 'published' | 'draft' | 'sales_closed';
  /** Lower case, as everywhere here. */
  readonly currency: string;
  /** Minor units in a major one. */
  readonly baseMultiplier: number;
  readonly taxTreatment: 'inclusive' | 'exclusive';
  /** Another event that some of its orders hold tickets of. */
  readonly alsoSells?: string;
};

export type Series = { readonly id: string; readonly name: string; readonly description: string };

export const TIMEZONE = 'Europe/Berlin';

const ordinary = {
  status: 'published',
  groups: true,
  unpaid: 0,
  scanned: 0.015,
  currency: 'eur',
  baseMultiplier: 100,
} as const;
const pageTurner = {
  ...ordinary,
  seriesId: 'es_9003',
  name: 'Page Turner – a reading',
  status: 'sales_closed',
  groups: false,
  taxTreatment: 'inclusive',
  scanned: 0.8,
} as const;

export const SERIES: readonly Series[] = [
  { id: 'es_9001', name: 'Spring Gala 2027', description: '<p>Black tie &amp; brass.</p>' },
  { id: 'es_9002', name: 'City Marathon 2027', description: '' },
  { id: 'es_9003', name: 'Page Turner – a reading', description: '<p>Three evenings, one book.</p>' },
  { id: 'es_9004', name: '"Trap Door", l\'opéra-bouffe', description: '=1+1' },
  { id: 'es_9005', name: '秋の灯り Autumn Lights – Kyoto', description: '' },
];

export const EVENTS: readonly SandboxEvent[] = [
  {
    ...ordinary,
    id: 'ev_1001',
    seriesId: 'es_9001',
    name: 'Spring Gala 2027',
    startsAt: '2027-04-17T18:30:00.000Z',
    endsAt: '2027-04-17T22:00:00.000Z',
    tickets: 3120,
    taxTreatment: 'inclusive',
  },
  {
    ...ordinary,
    id: 'ev_1002',
    seriesId: 'es_9002',
    name: 'City Marathon 2027',
    startsAt: '2027-05-30T06:00:00.000Z',
    endsAt: '2027-05-30T14:00:00.000Z',
    tickets: 20_000,
    currency: 'gbp',
    taxTreatment: 'exclusive',
  },
  {
    ...pageTurner,
    id: 'ev_1003',
    startsAt: '2025-06-06T17:00:00.000Z',
    endsAt: '2025-06-06T19:00:00.000Z',
    tickets: 100,
  },
  {
    ...pageTurner,
    id: 'ev_1004',
    startsAt: '2025-06-13T17:00:00.000Z',
    endsAt: '2025-06-13T19:00:00.000Z',
    tickets: 101,
  },
  {
    ...pageTurner,
    id: 'ev_1005',
    startsAt: '2025-06-20T17:00:00.000Z',
    endsAt: '2025-06-20T19:00:00.000Z',
    tickets: 200,
  },
  {
    // Its night is the one on which clocks go forward.
    ...ordinary,
    id: 'ev_1006',
    seriesId: 'es_9004',
    name: '"Trap Door", l\'opéra-bouffe',
    startsAt: '2027-03-27T23:30:00.000Z',
    endsAt: '2027-03-28T03:00:00.000Z',
    tickets: 0,
    taxTreatment: 'inclusive',
    scanned: 0,
    alsoSells: 'ev_1007',
  },
  {
    ...ordinary,
    id: 'ev_1007',
    seriesId: 'es_9004',
    name: '"Trap Door", late show',
    startsAt: '2027-03-28T20:00:00.000Z',
    endsAt: '2027-03-28T21:30:00.000Z',
    status: 'draft',
    tickets: 12,
    taxTreatment: 'inclusive',
    scanned: 0,
  },
  {
    ...ordinary,
    id: 'ev_1008',
    seriesId: 'es_9005',
    name: '秋の灯り Autumn Lights – Kyoto',
    startsAt: '2027-10-09T09:00:00.000Z',
    endsAt: '2027-10-09T12:00:00.000Z',
    tickets: 150,
    currency: 'jpy',
    baseMultiplier: 1,
    taxTreatment: 'inclusive',
  },
];

const TYPES: Readonly<Record<string, readonly TicketType[]>> = {
  eur: [
    { name: 'Parkett', price: 8500, bookingFee: 170 },
    { name: 'Balcony', price: 4990, bookingFee: 99 },
    { name: 'Loge Ä', price: 12_000, bookingFee: 240 },
    { name: 'Ehrenkarte', price: 0, bookingFee: 0 },
  ],
  gbp: [
    { name: 'Runner', price: 6000, bookingFee: 133 },
    { name: 'Relay', price: 4550, bookingFee: 100 },
    { name: 'Volunteer', price: 0, bookingFee: 0 },
  ],
  jpy: [
    { name: '自由席', price: 3000, bookingFee: 60 },
    { name: '指定席', price: 8500, bookingFee: 170 },
  ],
};

/** The ticket types of an event; never empty. */
export function ticketTypesOf(event: SandboxEvent): readonly TicketType[] {
  return TYPES[event.currency] ?? [];
}

/** Number of the event's first order, ticket, line …; every event has a million of each. */
export function blockOf(event: SandboxEvent): number {
  return (EVENTS.indexOf(event) + 1) * 1_000_000;
}

/** The ID of the ticket type at this position. */
export function ticketTypeId(event: SandboxEvent, position: number): string {
  return `tt_${blockOf(event) + position + 1}`;
}
