import { MASK_TITLES, type Mask } from '../../shared/audiences.ts';
import type { Column } from '../../shared/columns.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { Value } from '../../shared/records.ts';
import { countryOf } from './country.ts';

/** Stands for what is not shown; always as many, so that they tell no length. */
const HIDDEN = '••••';
const MOST_INITIALS = 3;
const LAST = 4;

const MASKS: Record<Exclude<Mask, 'none'>, (text: string) => string | null> = {
  initials: initialsOf,
  'last-4': lastOf,
  year: (text) => /^(\d{4})-\d{2}-\d{2}/.exec(text)?.[1] ?? null,
  country: countryOf,
};

/**
 * What is left of a value under a mask: text, or blank where the mask finds nothing it may show. Blank stays blank. Nothing of the rest
 * can be worked out from it, not even its length.
 */
export function masked(value: Value, mask: Mask): Value {
  if (mask === 'none' || value === null) return value;
  const text = typeof value === 'object' ? moneyToDecimal(value) : String(value);
  return text.trim() === '' ? null : MASKS[mask](text.trim());
}

/** The column that holds such values. */
export function maskedColumn(column: Column, mask: Mask): Column {
  if (mask === 'none') return column;
  const title = `${column.title} (${MASK_TITLES[mask]})`;
  return { ...column, title, type: 'text', description: `${column.description} Only: ${MASK_TITLES[mask]}.` };
}

/** Of many words only some: a name spelled with spaces would be told letter by letter. */
function initialsOf(text: string): string | null {
  const words = text.normalize('NFC').match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  const shown = words.length > MOST_INITIALS ? [...words.slice(0, MOST_INITIALS - 1), ...words.slice(-1)] : words;
  const initials = shown.map((word) => `${Array.from(word)[0]?.toUpperCase() ?? ''}.`);
  return initials.length === 0 ? HIDDEN : initials.join(' ');
}

/** Never more than half: four of six digits are soon guessed, four of four are all. */
function lastOf(text: string): string {
  const characters = Array.from(text);
  const count = Math.min(LAST, Math.floor(characters.length / 2));
  return count === 0 ? HIDDEN : `${HIDDEN} ${characters.slice(-count).join('')}`;
}
