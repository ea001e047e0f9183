import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'rolldown/utils';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../../addon/sidebar/', import.meta.url);

/** The sidebar's files but its languages, by name. */
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !name.startsWith('languages'),
);

const programOf = (name: string, code: string) => parseSync(name, code).program;
const codeOf = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length;

type Place = { start: number };

/** Where `words` is read while the module is loaded, that is outside of every function. */
function earlyReads(name: string, code: string): string[] {
  const early: number[] = [];
  let depth = 0;
  const enter = () => void depth++;
  const leave = () => void depth--;
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    // Names in types and in an import are not read.
    TSTypeQuery: enter,
    'TSTypeQuery:exit': leave,
    ImportDeclaration: enter,
    'ImportDeclaration:exit': leave,
    Identifier({ name: read, start }: Place & { name: string }) {
      if (read === 'words' && depth === 0) early.push(lineOf(code, start));
    },
  }).visit(programOf(name, code));
  return early.map((line) => `${name}:${line}`);
}

/** English that stands in a module instead of in a language: text between tags, and what reads like the beginning of a sentence. */
function ownTexts(name: string, code: string): string[] {
  const texts: string[] = [];
  let errors = 0;
  const isText = (text: string): boolean => errors === 0 && /^\s*[A-Z][a-z’']+ [a-z]+/.test(text);
  new Visitor({
    // What an error is made with is for whoever looks for its cause; people read a sentence chosen by its kind.
    NewExpression: () => void errors++,
    'NewExpression:exit': () => void errors--,
    JSXText({ value }: { value: string }) {
      if (/\p{L}{2,}/u.test(value)) texts.push(value.trim());
    },
    Literal({ value }: { value: unknown }) {
      if (typeof value === 'string' && isText(value)) texts.push(value);
    },
    TemplateLiteral({ quasis }: { quasis: readonly { value: { cooked: string | null } }[] }) {
      const text = quasis.map(({ value }) => value.cooked ?? '').join('…');
      if (isText(text)) texts.push(text);
    },
  }).visit(programOf(name, code));
  return texts.map((text) => `${name}: ${text}`);
}

describe('the language of the sidebar', () => {
  it('is asked for where a text is drawn, not when a module is loaded', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.filter((name) => name !== 'words.ts').flatMap((name) => earlyReads(name, codeOf(name)))).toEqual([]);
  });

  it('would be found out if it were', () => {
    const code = "import { words } from './words.ts';\nconst early = words.yes;\nconst late = () => words.no;";
    expect(earlyReads('example.ts', code)).toEqual(['example.ts:2']);
  });

  it('holds every text: modules have none of their own', () => {
    expect(FILES.flatMap((name) => ownTexts(name, codeOf(name)))).toEqual([]);
  });
});
