import { createHash } from 'node:crypto';
import type { Money, Texts } from './values.ts';

/** What an event sells; a package has parts, and each part is a ticket too. */
export type Product = {
  readonly key: string;
  readonly name: Texts;
  readonly subtitle: Texts;
  readonly price: Money;
  readonly fee: Money;
  readonly seated: boolean;
  /** Keys of the products a package consists of. */
  readonly parts: readonly string[];
  readonly soldOut: boolean;
};

export type Place = {
  readonly name: string;
  readonly postal_code: string;
  readonly country: string;
  readonly city: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
};

/** One event of the organizer, and how many tickets its orders start with. */
export type SandboxEvent = {
  /** A short name for people; the vendor knows the uid only. */
  readonly id: string;
  readonly uid: string;
  readonly title: Texts;
  readonly subtitle: Texts;
  readonly artist: string;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly saleStart: string;
  readonly saleEnd: string;
  readonly tickets: number;
  readonly place: Place;
  readonly products: readonly Product[];
};

export const MERCHANT = 'Harbour Hall';

const token = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The sandbox's credentials, one of each kind the vendor gives out. */
export const CREDENTIALS = {
  app: 'harbour-hall-reporting',
  secret: 'paylogic-sandbox-51c7e2a09d3b4f68',
  /** Of a shop in a browser. */
  bearerToken: `${token({ alg: 'HS256', typ: 'JWT' })}.${token({ sub: 'harbour-hall-shop', scope: 'shop' })}.c2FuZGJveA`,
  /** Of a guest who logged in. */
  cognitoToken: 'cognito-sandbox-guest-0007',
} as const;

const uids = new Map<string, string>();

/** 32 hexadecimal digits that are the same for every seed; remembered, since there are few names and very many tickets. */
export function uidOf(name: string): string {
  const known = uids.get(name);
  if (known !== undefined) return known;
  const uid = createHash('sha256').update(`paylogic/${name}`).digest('hex').slice(0, 32);
  uids.set(name, uid);
  return uid;
}

const HALL: Place = {
  name: 'Harbour Hall',
  postal_code: '1011 AB',
  country: 'NL',
  city: 'Amsterdam',
  latitude: 52.3747,
  longitude: 4.9123,
};
const QUAY: Place = { ...HALL, name: 'Kade 7', postal_code: '01067', latitude: null, longitude: null };

type Extra = Partial<Omit<Product, 'key' | 'name' | 'price' | 'fee'>> & { currency?: string };

function product(key: string, name: Texts, minor: number, fee: number, extra: Extra = {}): Product {
  const { currency = 'EUR', ...rest } = extra;
  const money = (value: number): Money => ({ currency, minor: value });
  const plain = { subtitle: {}, seated: false, parts: [], soldOut: false };
  return { ...plain, ...rest, key, name, price: money(minor), fee: money(fee) };
}

const seated = { seated: true };

const GALA_PRODUCTS: readonly Product[] = [
  product('parterre', { en: 'Parterre', nl: 'Parterre', de: 'Parkett', fr: 'Parterre' }, 12_000, 350, seated),
  product('balcony', { en: 'Balcony', nl: 'Balkon', de: 'Rang' }, 8500, 350, seated),
  product('student', { en: 'Student', nl: 'Student' }, 4990, 250, { ...seated, soldOut: true }),
  product('package', { en: 'Gala & dinner', nl: 'Gala & diner' }, 19_500, 500, { parts: ['parterre', 'dinner'] }),
  product('dinner', { en: 'Dinner', nl: 'Diner' }, 7500, 0),
  product('parking', { en: 'Parking', nl: 'Parkeren' }, 1250, 100, { subtitle: { nl: 'Garage Noord' } }),
  product('guest', { en: 'Guest list', nl: 'Gastenlijst' }, 0, 0),
];

const RUN_PRODUCTS: readonly Product[] = [
  product('early', { en: 'Early runner', nl: 'Vroege vogel' }, 3500, 195, { soldOut: true }),
  product('runner', { en: 'Runner', nl: 'Loper', tr: 'Koşucu' }, 4500, 195),
  product('pasta', { en: 'Pasta party', nl: 'Pastaparty' }, 1250, 0),
];

const TRAP_PRODUCTS: readonly Product[] = [
  product('only-dutch', { nl: 'Staanplaats «één»' }, 8500, 350, seated),
  product('cents', { en: 'Cloakroom' }, 45, 0),
  product('dear', { en: 'Box, all evening' }, 123_450, 1250, seated),
  product('yen', { en: 'Tokyo friends' }, 12_000, 300, { currency: 'JPY' }),
  product('dinar', { en: 'Kuwait friends' }, 12_500, 250, { currency: 'KWD' }),
  product('package', { en: 'Stage & supper' }, 19_500, 500, { parts: ['only-dutch', 'supper'] }),
  product('supper', { en: 'Supper' }, 11_000, 0),
  product('nameless', {}, 0, 0),
];

export const EVENTS: readonly SandboxEvent[] = [
  {
    id: 'spring-gala-2027',
    uid: uidOf('spring-gala-2027'),
    title: { en: 'Spring Gala 2027', nl: 'Lentegala 2027', de: 'Frühlingsgala 2027' },
    subtitle: { en: 'An evening by the water', nl: 'Een avond aan het water' },
    artist: 'Harbour Philharmonic',
    startsAt: '2027-04-17T18:30:00Z',
    endsAt: '2027-04-17T23:00:00Z',
    saleStart: '2025-02-03T08:00:00Z',
    saleEnd: '2027-04-17T18:30:00Z',
    tickets: 2500,
    place: HALL,
    products: GALA_PRODUCTS,
  },
  {
    id: 'city-marathon-2027',
    uid: uidOf('city-marathon-2027'),
    title: { en: 'City Marathon 2027', nl: 'Stadsmarathon 2027', tr: 'Şehir Maratonu 2027' },
    subtitle: {},
    artist: '',
    startsAt: '2027-05-30T06:00:00Z',
    endsAt: '2027-05-30T15:00:00Z',
    saleStart: '2025-02-03T08:00:00Z',
    saleEnd: '2027-05-28T22:00:00Z',
    tickets: 20_000,
    place: QUAY,
    products: RUN_PRODUCTS,
  },
  {
    id: 'autumn-lights-2025',
    uid: uidOf('autumn-lights-2025'),
    title: { en: 'Autumn Lights 2025', fr: "Lumières d'automne 2025" },
    subtitle: { fr: 'Sold and gone' },
    artist: 'Éloïse & the Lanterns',
    startsAt: '2025-10-09T17:00:00Z',
    endsAt: '2025-10-09T21:00:00Z',
    saleStart: '2025-02-03T08:00:00Z',
    saleEnd: '2025-10-09T17:00:00Z',
    tickets: 240,
    place: HALL,
    products: GALA_PRODUCTS,
  },
  {
    id: 'trap-door-2027',
    uid: uidOf('trap-door-2027'),
    title: { nl: '"Valluik", l\'opéra-bouffe' },
    subtitle: {},
    artist: '=TRAP()',
    startsAt: '2027-02-06T19:15:00Z',
    endsAt: '2027-02-06T22:00:00Z',
    saleStart: '2025-02-03T08:00:00Z',
    saleEnd: '2027-02-06T19:15:00Z',
    tickets: 0,
    place: QUAY,
    products: TRAP_PRODUCTS,
  },
];
