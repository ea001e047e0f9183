import type { SalesEvent } from '../sales-world.ts';

/** The seller's keys. */
export const CREDENTIALS = { apiKey: 'key_harbourhallsandbox7f3d0c9b4e8a41d2' } as const;

/** The session of somebody signed in to the dashboard; a few calls accept nothing else. */
export const SESSION = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJoYXJib3VyLWhhbGwifQ.sandbox';

/** A gate's own credential, sent in a header of its own. */
export const ACCESS_TOKEN = 'acc_harbourhallgate5c1f';

export const SELLER_ID = '65f0c0de00000000000000aa';
export const ACCESS_USER_ID = '65f0c0de00000000000000ab';

/** A kind of ticket; the price in minor units, though it is sent in major ones. */
export type TicketType = { readonly name: string; readonly price: number; readonly category: string };

export type SandboxEvent = SalesEvent & {
  readonly name: string;
  readonly kind: 'SINGLE' | 'RECURRENCE' | 'ROOT';
  /** ISO 8601 UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** ISO 4217. */
  readonly currency: 'EUR' | 'GBP' | 'JPY';
  /** Minor units in a major one. */
  readonly minorUnits: 100 | 1;
  readonly seated: boolean;
  /** The series an occurrence belongs to. */
  readonly rootId?: string;
};

const ROOT_ID = '65f0c0de0000000000000003';

const ordinary = {
  kind: 'SINGLE',
  groups: true,
  unpaid: 0.06,
  scanned: 0.015,
  currency: 'EUR',
  minorUnits: 100,
  seated: false,
} as const;

const occurrence = {
  ...ordinary,
  kind: 'RECURRENCE',
  rootId: ROOT_ID,
  name: 'Page Turner – a reading',
  groups: false,
  unpaid: 0,
  scanned: 0.8,
} as const;

/** In the order of their start, except that the series comes where its first evening would. */
export const EVENTS: readonly SandboxEvent[] = [
  {
    ...ordinary,
    id: ROOT_ID,
    kind: 'ROOT',
    name: 'Page Turner – a reading',
    startsAt: '2025-06-06T17:00:00.000Z',
    endsAt: '2025-06-20T19:00:00.000Z',
    tickets: 0,
  },
  {
    ...occurrence,
    id: '65f0c0de0000000000000004',
    startsAt: '2025-06-06T17:00:00.000Z',
    endsAt: '2025-06-06T19:00:00.000Z',
    tickets: 100,
  },
  {
    ...occurrence,
    id: '65f0c0de0000000000000005',
    startsAt: '2025-06-13T17:00:00.000Z',
    endsAt: '2025-06-13T19:00:00.000Z',
    tickets: 101,
  },
  {
    ...occurrence,
    id: '65f0c0de0000000000000006',
    startsAt: '2025-06-20T17:00:00.000Z',
    endsAt: '2025-06-20T19:00:00.000Z',
    tickets: 200,
  },
  {
    ...ordinary,
    id: '65f0c0de0000000000000007',
    name: '"Trap Door", l\'opéra-bouffe',
    startsAt: '2027-02-06T19:15:00.000Z',
    endsAt: '2027-02-06T21:00:00.000Z',
    tickets: 0,
  },
  {
    ...ordinary,
    id: '65f0c0de0000000000000001',
    name: 'Spring Gala 2027',
    startsAt: '2027-04-17T18:30:00.000Z',
    endsAt: '2027-04-17T22:00:00.000Z',
    tickets: 3120,
    seated: true,
  },
  {
    ...ordinary,
    id: '65f0c0de0000000000000002',
    name: 'City Marathon 2027',
    startsAt: '2027-05-30T06:00:00.000Z',
    endsAt: '2027-05-30T14:00:00.000Z',
    tickets: 20_000,
    currency: 'GBP',
  },
  {
    ...ordinary,
    id: '65f0c0de0000000000000008',
    name: '秋の灯り Autumn Lights – Kyoto',
    startsAt: '2027-10-09T09:00:00.000Z',
    endsAt: '2027-10-09T12:00:00.000Z',
    tickets: 150,
    currency: 'JPY',
    minorUnits: 1,
  },
];

const TYPES: Readonly<Record<SandboxEvent['currency'], readonly TicketType[]>> = {
  EUR: [
    { name: 'Parkett', price: 8500, category: 'Saal' },
    { name: 'Balcony', price: 4990, category: 'Rang' },
    { name: 'Loge Ä', price: 12_000, category: 'Rang' },
    { name: 'Ehrenkarte', price: 0, category: 'Saal' },
  ],
  GBP: [
    { name: 'Runner', price: 6000, category: 'Start' },
    { name: 'Relay', price: 4550, category: 'Start' },
    { name: 'Volunteer', price: 0, category: 'Street' },
  ],
  JPY: [
    { name: '自由席', price: 3000, category: '一般' },
    { name: '指定席', price: 8500, category: '一般' },
  ],
};

/** Never empty. */
export function ticketTypesOf({ currency }: SandboxEvent): readonly TicketType[] {
  return TYPES[currency];
}

/** The sum in major units, as it is sent. */
export function major(event: SandboxEvent, minor: number): number {
  return minor / event.minorUnits;
}
