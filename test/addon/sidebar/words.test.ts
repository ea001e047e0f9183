import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../../addon/sidebar/languages/en/index.ts';
import { textsOf, type Text } from '../all-texts.ts';
import { forbiddenIn } from '../forbidden-words.ts';

const TEXTS = textsOf(en);

/** Texts about TIXNGO's apps, shown where a field asks for one. */
const ABOUT_APPS = /\.apps$/;

/** Where there is nothing to say to some of the choices. */
const MAY_BE_EMPTY = /\.help(\.\w+)?$|\.messages\.states\.active$|\.person\.who\.whole$/;

const failing = (isWrong: (text: Text) => boolean): string[] =>
  TEXTS.filter(isWrong).map(({ path, text }) => `${path}: ${text}`);

describe('the words of the sidebar', () => {
  it('are an organizer’s: none of ours, and app IDs only for TIXNGO', () => {
    expect(
      failing(({ path, text }) => forbiddenIn(text, { language: 'en', isTixngo: ABOUT_APPS.test(path) }).length > 0),
    ).toEqual([]);
  });

  it('are there', () => {
    expect(failing(({ path, text }) => text.trim() === '' && !MAY_BE_EMPTY.test(path))).toEqual([]);
  });

  it('end with a full stop where they are sentences', () => {
    const isSentences = (line: string): boolean => /[a-z]{2,}[.?!] [A-Z“]/.test(line);
    const isOpen = (line: string): boolean => isSentences(line) && !/[.?!:…”)]$|: Anna$/.test(line);
    expect(failing(({ text }) => text.split('\n').some(isOpen))).toEqual([]);
  });

  it('say one thing as one and none of them as many', () => {
    const all = new Set(TEXTS.map(({ path, text }) => `${path}: ${text}`));
    const isAsMany = ({ path, text }: Text): boolean => all.has(`${path}: ${text.replace(/\b1 /, '2 ')}`);
    expect(failing((one) => /(^|[^\d.,])1 [a-z]{3,}s\b/.test(one.text) && isAsMany(one))).toEqual([]);
  });

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
