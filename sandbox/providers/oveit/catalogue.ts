/** An extra of a ticket type; the last two members are missing in older answers. */
export type Addon = {
  readonly id: number;
  readonly name: string;
  readonly uses: number;
  readonly is_bundled?: boolean;
  readonly enabled?: boolean;
};

export type TicketType = {
  readonly id: number;
  readonly name: string;
  /** As the vendor writes it: `85.00 EUR`, `200 EUR`, `Free`. */
  readonly price: string;
  /** Absent: the event has no multiple access. */
  readonly addons?: readonly Addon[];
};

/** A question of a registration form. */
export type FormField = {
  readonly id: number;
  readonly name: string;
  readonly type: 'text' | 'email' | 'select' | 'file' | 'date';
  readonly is_mandatory: boolean;
  /** Of a select. */
  readonly values?: readonly string[];
  readonly is_multiple?: boolean;
};

/** One event of the seller, and how many tickets it starts with. */
export type SandboxEvent = {
  readonly id: number;
  /** A short name for people; the vendor knows the ID only. */
  readonly slug: string;
  readonly name: string;
  readonly location: string;
  /** Milliseconds since 1970; `null` for one that is always on. */
  readonly startsAt: number | null;
  /** Minutes from UTC. */
  readonly offset: number;
  readonly hash: string | null;
  readonly tickets: number;
  readonly types: readonly TicketType[];
  /** Absent: no registration form. */
  readonly form?: readonly FormField[];
  /** Share of tickets that were checked in before the sandbox started. */
  readonly admitted: number;
};

export const SELLER_ID = 8812;

/** The account of the seller. */
export const CREDENTIALS = { email: 'admin@harbour-hall.example.org', password: 'oveit-sandbox-9be17c' } as const;

const addon = (id: number, name: string, uses: number): Addon => ({ id, name, uses, is_bundled: true, enabled: true });

const FORM: readonly FormField[] = [
  { id: 501, name: 'Nume / Name', type: 'text', is_mandatory: true },
  { id: 502, name: 'E-mail', type: 'email', is_mandatory: true },
  { id: 503, name: 'Date of birth', type: 'date', is_mandatory: false },
  { id: 504, name: 'T-shirt', type: 'select', is_mandatory: true, values: ['S', 'M', 'L', 'XL'], is_multiple: false },
  {
    id: 505,
    name: 'Diet',
    type: 'select',
    is_mandatory: false,
    values: ['vegan', 'halal', 'no nuts', 'fără gluten'],
    is_multiple: true,
  },
  { id: 506, name: 'Photo', type: 'file', is_mandatory: false },
];

const GALA_ADDONS = [addon(41_2070, 'Dinner', 1), addon(41_2071, 'Parking', 2)];

export const EVENTS: readonly SandboxEvent[] = [
  {
    id: 30_111,
    slug: 'harbour-tour',
    name: 'Harbour tour, any day',
    location: 'Harbour Hall, Quay 7',
    startsAt: null,
    offset: 60,
    hash: null,
    tickets: 60,
    types: [{ id: 301_111, name: 'Tour', price: '12.50 EUR' }],
    admitted: 0.5,
  },
  {
    id: 39_001,
    slug: 'trap-door-2027',
    name: '"Trap Door", l\'opéra-bouffe',
    location: 'Κέντρο / Zentrum',
    startsAt: Date.parse('2027-02-06T19:15:00Z'),
    offset: -210,
    hash: 'tr4pd00r',
    tickets: 0,
    types: [
      { id: 390_011, name: 'Stehplatz «eins»', price: '200 EUR', addons: [{ id: 390_101, name: 'Șampanie', uses: 2 }] },
      { id: 390_012, name: 'Bilet cu reducere', price: '0.00 RON', addons: [] },
      { id: 390_013, name: '=FREE()', price: 'Free' },
    ],
    form: FORM,
    admitted: 0,
  },
  {
    id: 41_207,
    slug: 'spring-gala-2027',
    name: 'Spring Gala 2027',
    location: 'Harbour Hall',
    startsAt: Date.parse('2027-04-17T18:30:00Z'),
    offset: 120,
    hash: 'sg27xk',
    tickets: 2500,
    types: [
      { id: 412_071, name: 'Parterre', price: '120.00 EUR', addons: GALA_ADDONS },
      { id: 412_072, name: 'Balcony', price: '85.00 EUR', addons: GALA_ADDONS },
      { id: 412_073, name: 'Student', price: '49 EUR', addons: GALA_ADDONS.slice(1) },
      { id: 412_074, name: 'Guest list', price: '0.00 EUR', addons: [] },
    ],
    form: FORM,
    admitted: 0.015,
  },
  {
    id: 41_950,
    slug: 'city-marathon-2027',
    name: 'City Marathon 2027',
    location: 'Kade 7',
    startsAt: Date.parse('2027-05-30T06:00:00Z'),
    offset: 180,
    hash: 'cm27ru',
    tickets: 20_000,
    types: [
      { id: 419_501, name: 'Runner', price: '150 RON' },
      { id: 419_502, name: 'Early runner', price: '99.50 RON' },
    ],
    form: FORM,
    admitted: 0.01,
  },
  {
    id: 42_400,
    slug: 'autumn-lights-2027',
    name: '秋の灯り Autumn Lights',
    location: 'Harbour Hall',
    startsAt: Date.parse('2027-10-09T09:00:00Z'),
    offset: 0,
    hash: null,
    tickets: 0,
    types: [],
    form: FORM,
    admitted: 0,
  },
  {
    id: 25_900,
    slug: 'autumn-lights-2025',
    name: 'Autumn Lights 2025',
    location: 'Harbour Hall',
    startsAt: Date.parse('2025-10-09T17:00:00Z'),
    offset: 180,
    hash: 'al25zz',
    tickets: 240,
    types: [{ id: 259_001, name: 'Standard', price: '60.00 EUR', addons: [addon(25_9010, 'Drink', 3)] }],
    form: FORM,
    admitted: 0.85,
  },
];
