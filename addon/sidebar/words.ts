import { en } from './languages/en/index.ts';

/** Every text of the sidebar in one language; a language is one object of this shape. */
export type Words = typeof en;

/**
 * The texts in the language of the person. A binding that changes once, before anything is drawn: read it where a text is drawn,
 * never when a module is loaded.
 */
export let words: Words = en;

const LANGUAGES: Readonly<Record<string, Words>> = { en };

/** @param locale the person's, such as "de_CH"; a language there are no texts for is English. @returns the language, such as "de". */
export function speak(locale: string): string {
  const wanted = locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
  const language = wanted in LANGUAGES ? wanted : 'en';
  words = LANGUAGES[language] ?? en;
  return language;
}
