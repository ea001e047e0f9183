import { de } from './languages/de.ts';
import { en } from './languages/en/index.ts';
import type { Language } from './languages/language.ts';

/** Every text of the sidebar in one language; a language is one object of this shape. */
export type Words = Language;

/**
 * The texts in the language of the person. A binding that changes once, before anything is drawn: read it where a text is drawn,
 * never when a module is loaded.
 */
export let words: Words = en;

const LANGUAGES: Readonly<Record<string, Words>> = { en, de };

/** How lists of things are written. English of nowhere in particular would put a comma before "and". */
const ENGLISH = 'en-GB';
let tag = ENGLISH;

/** @param locale the person's, such as "de_CH"; a language there are no texts for is English. @returns the language, such as "de". */
export function speak(locale: string): string {
  const wanted = locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
  const language = Object.hasOwn(LANGUAGES, wanted) ? wanted : 'en';
  words = LANGUAGES[language] ?? en;
  tag = language === 'en' ? ENGLISH : language;
  return language;
}

/** "a, b and c" in the language of the person. */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(things);
}
