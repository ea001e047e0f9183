import { AWKWARD_FIRST_NAMES, NAME_WORDS } from './names.ts';
import type { Dice } from './random.ts';

/** An invented person; addresses and numbers are from ranges reserved for examples and fiction. */
export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  /** At example.org, example.com or example.net. */
  readonly email: string;
  readonly phone: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
};

const MAIL_HOSTS = ['example.org', 'example.com', 'example.net'] as const;

/** About one guest in so many typed something odd as a first name. */
const AWKWARD_SHARE = 1 / 300;

/** The person behind a number; the same number is always the same person. */
export function personOf(dice: Dice, number: number): Person {
  const words = dice.pick(number, 'culture', NAME_WORDS);
  const awkward = dice.happens(number, 'awkward', AWKWARD_SHARE);
  const firstName = dice.pick(number, 'first', awkward ? AWKWARD_FIRST_NAMES : words.first);
  const lastName = dice.pick(number, 'last', words.last);
  return {
    firstName,
    lastName,
    email: emailOf(dice, number, firstName, lastName),
    phone: phoneOf(dice, number, words.country),
    birthDate: birthDateOf(dice, number),
    country: words.country,
  };
}

function emailOf(dice: Dice, number: number, firstName: string, lastName: string): string {
  const latin = [firstName, lastName].map(plainLetters).filter(Boolean).join('.');
  const host = dice.pick(number, 'host', MAIL_HOSTS);
  return `${latin || 'guest'}.${dice.hex(number, 'mail', 6)}@${host}`;
}

const plain = new Map<string, string>();

/** Remembered, since there are few names and very many tickets. */
function plainLetters(text: string): string {
  const known = plain.get(text);
  if (known !== undefined) return known;
  const letters = text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
  plain.set(text, letters);
  return letters;
}

/** Ranges that the regulators keep for films and examples, so that no call reaches anybody. */
function phoneOf(dice: Dice, number: number, country: string): string {
  const tail = (length: number) => dice.digits(number, 'phone', length);
  if (country === 'GB') return `+44 7700 900${tail(3)}`;
  if (country === 'DE') return `+493023125${tail(3)}`;
  if (country === 'FR') return `+33 1 99 00 ${tail(2)} ${tail(4).slice(2)}`;
  return dice.happens(number, 'national', 0.2) ? `(202) 555-01${tail(2)}` : `+1202555010${tail(1)}`;
}

function birthDateOf(dice: Dice, number: number): string {
  const year = dice.whole(number, 'birth year', 1938, 2012);
  const month = dice.whole(number, 'birth month', 1, 12);
  const day = dice.whole(number, 'birth day', 1, 28);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
