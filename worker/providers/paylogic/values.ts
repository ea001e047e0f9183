import { z } from 'zod';
import type { Field } from '../../../shared/catalogue.ts';
import type { Money } from '../../../shared/money.ts';
import { raw, toMoney, toText } from '../raw-values.ts';

/** A text in several languages; what was not written is empty. */
export const Texts = z.union([z.string(), z.record(z.string(), z.string().nullish())]).nullish();
export type Texts = z.infer<typeof Texts>;

/** Picks the text of the language somebody reads. */
export type Say = (texts: Texts) => string | null;

const LANGUAGES = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  nl: 'Nederlands',
  pt: 'Português',
  tr: 'Türkçe',
};

export const languageField: Field = {
  id: 'language',
  title: 'Language',
  kind: 'choice',
  required: false,
  help: 'Of names and titles. What was not written in it comes in English, or in the first language that has it.',
  choices: Object.entries(LANGUAGES).map(([value, title]) => ({ value, title })),
};

/** In this language, else in English, else in whatever there is. */
export function sayIn(language: string | undefined): Say {
  return (texts) => {
    if (texts === null || texts === undefined || typeof texts === 'string') return toText(texts);
    const wanted = [texts[language || 'en'], texts['en'], ...Object.values(texts)];
    return toText(wanted.find((text) => text?.trim()));
  };
}

/** Decimal text in major units, in older answers a number. Blank when there is none. */
export const Amount = z.object({ currency: raw.text, amount: raw.text }).nullish();
export type Amount = z.infer<typeof Amount>;

/** @throws RangeError naming the field when it is no amount. */
export const moneyOf = (field: string, amount: Amount): Money | null =>
  toMoney(field, amount?.amount, amount?.currency);

/** A moment as a parameter: in UTC, to the second it is in. */
export const toParameter = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;
