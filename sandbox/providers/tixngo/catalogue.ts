/** The organizer's only mobile app in the sandbox. */
export const APP_ID = 'demo-app';

export const ORGANIZER_ID = 'org-harbour-hall';

/** The account; the key is as long and odd as real ones are. */
export const CREDENTIALS = {
  email: 'admin@harbour-hall.example.org',
  apiKey: 'tixngo-sandbox-7f3d0c9b4e8a41d2',
} as const;

/** One event the organizer sells, and how many tickets it starts with. */
export type SandboxEvent = {
  readonly id: string;
  /** The organizer's own event ID; the monthly injection report speaks this one. */
  readonly code: string;
  readonly name: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly startsAt: string;
  /** Tickets that are not DELETED at the start, DELETION_PENDING ones included. */
  readonly live: number;
  /** How many of the live ones are DELETION_PENDING. */
  readonly deletionPending: number;
  /** DELETED ones on top. */
  readonly deleted: number;
  /** Which status words its tickets carry; `mixed` also has words that no list names. */
  readonly statuses: 'v4' | 'v3' | 'mixed';
  /** ISO 4217; the price list is in the same file as the tickets. */
  readonly currencies: readonly string[];
  readonly seated: boolean;
};

export const EVENTS: readonly SandboxEvent[] = [
  {
    id: 'spring-gala-2027',
    code: 'SG-2027-01',
    name: 'Spring Gala 2027',
    startsAt: '2027-04-17T18:30:00.000Z',
    live: 12_480,
    deletionPending: 0,
    deleted: 312,
    statuses: 'v4',
    currencies: ['EUR'],
    seated: true,
  },
  {
    id: 'autumn-lights-2027',
    code: '0042',
    name: '秋の灯り Autumn Lights – Kyoto',
    startsAt: '2027-10-09T09:00:00.000Z',
    live: 1250,
    deletionPending: 8,
    deleted: 40,
    statuses: 'v3',
    currencies: ['JPY'],
    seated: false,
  },
  {
    id: 'city-marathon-2027',
    code: 'CM27',
    name: 'City Marathon 2027',
    startsAt: '2027-05-30T06:00:00.000Z',
    live: 100_000,
    deletionPending: 0,
    deleted: 2000,
    statuses: 'v4',
    currencies: ['EUR', 'GBP', 'USD', 'CHF', 'KWD'],
    seated: false,
  },
  {
    id: 'trap-door-2027',
    code: '=TRAP',
    name: '"Trap Door", l\'opéra-bouffe',
    startsAt: '2027-02-06T19:15:00.000Z',
    live: 40,
    deletionPending: 2,
    deleted: 6,
    statuses: 'mixed',
    currencies: ['EUR', 'JPY', 'SEK'],
    seated: true,
  },
];
