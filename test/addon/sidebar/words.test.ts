import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from '../../../addon/sidebar/languages/de.ts';
import { en } from '../../../addon/sidebar/languages/en/index.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';
import { textsOf, type Text } from '../all-texts.ts';
import { forbiddenIn } from '../forbidden-words.ts';

const LANGUAGES = { en, de };

/** Texts about TIXNGO's apps, shown where a field asks for one. */
const ABOUT_APPS = /\.apps$/;

/** Ticket Tailor's own word for a state of an event. */
const THEIRS = ['published, draft'];

/** Where there is nothing to say to some of the choices. */
const MAY_BE_EMPTY = /\.help(\.\w+)?$|\.messages\.states\.active$|\.person\.who\.whole$/;

const written = ({ path, text }: Text): string => `${path}: ${text}`;

describe.each(Object.entries(LANGUAGES))('the words of the sidebar, %s', (language, words) => {
  const texts = textsOf(words);
  const failing = (isWrong: (text: Text) => boolean): string[] => texts.filter(isWrong).map(written);

  it('are an organizer’s: none of ours, and app IDs only for TIXNGO', () => {
    const isOurs = ({ path, text }: Text): boolean => {
      const isTixngo = ABOUT_APPS.test(path) || path.startsWith('words.worker.');
      return forbiddenIn(text, { language, isTixngo, names: THEIRS }).length > 0;
    };
    expect(failing(isOurs)).toEqual([]);
  });

  it('are there', () => {
    expect(failing(({ path, text }) => text.trim() === '' && !MAY_BE_EMPTY.test(path))).toEqual([]);
  });

  it('end with a full stop where they are sentences', () => {
    const isSentences = (line: string): boolean =>
      /\p{Ll}{2,}[.?!] [\p{Lu}“„]/u.test(line.replace(/\b(Min|Std|Sek)\./g, '$1'));
    const isOpen = (line: string): boolean => isSentences(line) && !/[.?!:…”“)]$|: Anna$/.test(line);
    expect(failing(({ text }) => text.split('\n').some(isOpen))).toEqual([]);
  });

  it('begin with no small letter where they are sentences', () => {
    expect(failing(({ text }) => /[a-zäöüß]{2,}[.?!] [a-zäöü]/.test(text.replace(/\b(Min|Std|Sek)\./g, '$1')))).toEqual(
      [],
    );
  });
});

describe('English', () => {
  const texts = textsOf(en);

  it('says one thing as one and none of them as many', () => {
    const all = new Set(texts.map(written));
    const isAsMany = ({ path, text }: Text): boolean => all.has(`${path}: ${text.replace(/\b1 /, '2 ')}`);
    const wrong = texts.filter((one) => /(^|[^\d.,])1 [a-z]{3,}s\b/.test(one.text) && isAsMany(one));
    expect(wrong.map(written)).toEqual([]);
  });
});

describe('German', () => {
  /** Names and what is the same in both languages. */
  const SAME = /^(Ada Berg|Bo Lind|Cleo Marin|Filter|Team|Domain|Name|Status|Willcall|Import|Admin|Anna.*|https?:.*)$/;

  it('has a text of its own for everything', () => {
    const english = new Set(textsOf(en).map(written));
    const same = textsOf(de).filter((one) => english.has(written(one)));
    const letters = (text: string): string => text.replaceAll('Anna', '').replace(/[^\p{L}]/gu, '');
    expect(same.filter(({ text }) => letters(text) !== '' && !SAME.test(text)).map(written)).toEqual([]);
  });

  it('tells of every failure in a sentence of its own', () => {
    expect(ERROR_CODES.filter((code) => !de.failures[code]?.endsWith('.'))).toEqual([]);
  });
});

describe('texts', () => {
  it('take no bare numbers: those have no form for one and many, and no place’s way of writing them', () => {
    const parts = languageFiles();
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.filter(({ code }) => /:\s*number\b/.test(code)).map(({ name }) => name)).toEqual([]);
  });
});

/** Every file that holds texts. */
function languageFiles(): { name: string; code: string }[] {
  const folder = new URL('../../../addon/sidebar/languages/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'counted.ts')
    .map((name) => ({ name, code: readFileSync(new URL(name, folder), 'utf8') }));
}
