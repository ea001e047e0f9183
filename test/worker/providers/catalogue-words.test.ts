import { describe, expect, it } from 'vitest';
import { catalogueOf, createProviders } from '../../../worker/providers/index.ts';
import { forbiddenIn } from '../../addon/forbidden-words.ts';

/** Ticket Tailor's own word for a state of an event. */
const THEIRS = ['published'];

/** What programs read; organizers see the titles. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['id', 'value', 'kind', 'type', 'personal', 'applied', 'suggests']);

/** Every text a person reads, with where it stands. */
function textsIn(part: unknown, path: string): { path: string; text: string }[] {
  if (typeof part === 'string') return [{ path, text: part }];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part)
    .filter(([name]) => !FOR_PROGRAMS.has(name))
    .flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`));
}

describe.each(catalogueOf(createProviders({})))('what the forms of $id say', (provider) => {
  const texts = textsIn(provider, provider.id);

  it('is in an organizer’s words, and tells of app IDs only where there are any', () => {
    const isTixngo = provider.id === 'tixngo';
    const names = provider.id === 'ticket-tailor' ? THEIRS : [];
    const wrong = texts.filter(({ text }) => forbiddenIn(text, { names, isTixngo }).length > 0);
    expect(wrong).toEqual([]);
  });

  it('ends with a full stop where it is a sentence', () => {
    const isOpen = (text: string): boolean => /[a-z]{2,}[.?!] [A-Z]/.test(text) && !/[.?!…”"]$/.test(text);
    expect(texts.filter(({ text }) => isOpen(text))).toEqual([]);
  });
});
