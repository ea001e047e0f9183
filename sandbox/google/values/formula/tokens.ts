import { type ErrorType, errorTypeOf } from '../value.ts';
import { type CellReference, cornerOf } from './reference.ts';
import { scanCall, scanNumber, scanReference } from './scan-reference.ts';

/** A piece of a formula with its place in the text. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'error'; readonly value: ErrorType }
  | { readonly kind: 'reference'; readonly value: CellReference }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'function'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string }
);

type Found = Token extends infer T ? (T extends Token ? Omit<T, 'start' | 'end'> : never) : never;

const tab = String.raw`(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\w.]*)!)?`;
const fullCorner = String.raw`\$?[a-z]{1,3}\$?[1-9]\d{0,6}`;
const anyCorner = String.raw`(?:${fullCorner}|\$?[a-z]{1,3}|\$?[1-9]\d{0,6})`;
const notWord = String.raw`(?![\w.(!\p{L}])`;
const range = new RegExp(String.raw`${tab}(${anyCorner})\s*:\s*(${anyCorner})${notWord}`, 'iuy');
const single = new RegExp(`${tab}(${fullCorner})${notWord}`, 'iuy');
const lost = /(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\w.]*)!)?(#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!))/iuy;
const number = /(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy;
const text = /"((?:[^"]|"")*)"/y;
const word = /([\p{L}_][\p{L}\w.]*)(\s*\()?/uy;
const sign = /<=|>=|<>|[-+*/^&=<>%(),;{}]/y;
const space = /\s+/y;

function titleOf(written: string | undefined): { title?: string } {
  if (written === undefined) return {};
  return { title: written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written };
}

type Rule = { pattern: RegExp; read: (match: RegExpExecArray) => Found };

const texts: Rule = { pattern: text, read: ([, inner = '']) => ({ kind: 'text', value: inner.replaceAll('""', '"') }) };
const errors: Rule = {
  pattern: lost,
  read: ([, shown = '']) => ({ kind: 'error', value: errorTypeOf(shown) ?? 'ERROR' }),
};
const ranges: Rule = {
  pattern: range,
  read: ([, title, from = '', to = '']) => ({
    kind: 'reference',
    value: { ...titleOf(title), from: cornerOf(from), to: cornerOf(to) },
  }),
};
const cells: Rule = {
  pattern: single,
  read: ([, title, from = '']) => ({ kind: 'reference', value: { ...titleOf(title), from: cornerOf(from) } }),
};
const numbers: Rule = { pattern: number, read: ([digits]) => ({ kind: 'number', value: Number(digits) }) };
const words: Rule = {
  pattern: word,
  read: ([, name = '', bracket]) =>
    bracket === undefined ? { kind: 'name', value: name } : { kind: 'function', value: name.toUpperCase() },
};
const signs: Rule = { pattern: sign, read: ([mark]) => ({ kind: 'sign', value: mark }) };

const onlySigns = [signs];
const onlyTexts = [texts];
const onlyErrors = [errors];
const onlyNumbers = [numbers];
const numeric = [ranges, numbers];
const wordlike = [ranges, cells, errors, words];

/** The rules a token can follow by its first character: trying all of them at every place is slow. */
function rulesFor(first: string): readonly Rule[] {
  if ('(),=+-*/&<>^%;{}'.includes(first)) return onlySigns;
  if (first === '"') return onlyTexts;
  if (first === '#') return onlyErrors;
  if (first === '.') return onlyNumbers;
  return first >= '0' && first <= '9' ? numeric : wordlike;
}

function byPattern(formula: string, start: number): Token | undefined {
  for (const { pattern, read } of rulesFor(formula.charAt(start))) {
    pattern.lastIndex = start;
    const match = pattern.exec(formula);
    if (match) return { ...read(match), start, end: start + match[0].length };
  }
  return undefined;
}

function tokenAt(formula: string, start: number): Token | undefined {
  const first = formula.charAt(start);
  if ('(),=+-*/&^%;{}'.includes(first)) return { kind: 'sign', value: first, start, end: start + 1 };
  return scanned(formula, start, rulesFor(first)) ?? byPattern(formula, start);
}

/** The pieces nearly every formula is made of; the patterns read all others. */
function scanned(formula: string, start: number, rules: readonly Rule[]): Token | undefined {
  if (rules === numeric) {
    const number = scanNumber(formula, start);
    return number && { kind: 'number', value: number.value, start, end: number.end };
  }
  if (rules !== wordlike) return undefined;
  const call = scanCall(formula, start);
  if (call) return { kind: 'function', value: call.value, start, end: call.end };
  const reference = scanReference(formula, start);
  return reference && { kind: 'reference', value: reference.value, start, end: reference.end };
}

function afterSpace(formula: string, start: number): number {
  const code = formula.charCodeAt(start);
  if (code > 32 && code < 128) return start;
  space.lastIndex = start;
  return start + (space.exec(formula)?.[0].length ?? 0);
}

/**
 * The tokens of a formula that starts with `=`; a function's token includes its bracket. Reading stops at the first
 * character that belongs to no token; `complete` says whether the whole text was read.
 */
export function tokensOf(formula: string): { tokens: readonly Token[]; complete: boolean } {
  const tokens: Token[] = [];
  let at = afterSpace(formula, 1);
  while (at < formula.length) {
    const token = tokenAt(formula, at);
    if (!token) return { tokens, complete: false };
    tokens.push(token);
    at = afterSpace(formula, token.end);
  }
  return { tokens, complete: true };
}
