import { speak } from './words.ts';

/** Takes up a language, also for screen readers and hyphenation. @param locale such as "de_CH" or "de-CH". */
export function speakTo(locale: string): void {
  document.documentElement.lang = speak(locale);
}
