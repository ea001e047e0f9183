/** Reads the references nearly every formula is made of, character by character: ten times as fast as by pattern. */
import type { CellReference, Corner } from './reference.ts';

type Scanned<T> = { readonly value: T; readonly end: number };

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === 46;
}

const [dollar, quote, bang, colon, bracket, space] = [36, 39, 33, 58, 40, 32];

function letters(text: string, start: number): Scanned<number> | undefined {
  let column = 0;
  let at = start;
  for (; isLetter(text.charCodeAt(at)); at += 1) column = column * 26 + (text.charCodeAt(at) & 31 || 0);
  return at === start || at - start > 3 ? undefined : { value: column - 1, end: at };
}

function digits(text: string, start: number): Scanned<number> | undefined {
  let row = 0;
  let at = start;
  for (; isDigit(text.charCodeAt(at)); at += 1) row = row * 10 + text.charCodeAt(at) - 48;
  return at === start || at - start > 7 || text.charCodeAt(start) === 48 ? undefined : { value: row - 1, end: at };
}

function afterDollar(text: string, at: number): number {
  return text.charCodeAt(at) === dollar ? at + 1 : at;
}

/** A column, a row or both, each with or without its `$`. */
function corner(text: string, start: number): Scanned<Corner> | undefined {
  const column = letters(text, afterDollar(text, start));
  const between = column ? column.end : start;
  const row = digits(text, afterDollar(text, between));
  const fixedColumn = column !== undefined && text.charCodeAt(start) === dollar;
  const fixedRow = row !== undefined && text.charCodeAt(between) === dollar;
  if (column && row) return { value: { column: column.value, row: row.value, fixedColumn, fixedRow }, end: row.end };
  if (column) return { value: { column: column.value, fixedColumn, fixedRow }, end: between };
  return row && { value: { row: row.value, fixedColumn, fixedRow }, end: row.end };
}

function quotedTitle(text: string, start: number): Scanned<string> | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charCodeAt(at) !== quote) continue;
    if (text.charCodeAt(at + 1) !== quote) {
      return text.charCodeAt(at + 1) === bang && at > start + 1
        ? { value: text.slice(start + 1, at).replaceAll("''", "'"), end: at + 2 }
        : undefined;
    }
    at += 1;
  }
  return undefined;
}

function title(text: string, start: number): Scanned<string> | undefined {
  const first = text.charCodeAt(start);
  if (first === quote) return quotedTitle(text, start);
  if (!isLetter(first) && first !== 95) return undefined;
  let at = start;
  while (isWord(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === bang ? { value: text.slice(start, at), end: at + 1 } : undefined;
}

/** Whether nothing follows that would make it something else: a longer word, a call, a tab, a range with blanks in it. */
function endsAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (at >= text.length) return true;
  return code < 128 && code > space && !isWord(code) && code !== bang && code !== bracket && code !== colon;
}

/** A whole number that starts here. `undefined` leaves it to the patterns. */
export function scanNumber(text: string, start: number): Scanned<number> | undefined {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at > start && endsAt(text, at) ? { value: Number(text.slice(start, at)), end: at } : undefined;
}

/** A name right before its bracket, which is part of it. `undefined` leaves it to the patterns. */
export function scanCall(text: string, start: number): Scanned<string> | undefined {
  if (!isLetter(text.charCodeAt(start))) return undefined;
  let at = start;
  while (isWord(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === bracket ? { value: text.slice(start, at).toUpperCase(), end: at + 1 } : undefined;
}

/** One cell, or a range whose ends are joined without blanks. */
function scanCells(text: string, start: number): Scanned<CellReference> | undefined {
  const from = corner(text, start);
  if (!from) return undefined;
  if (text.charCodeAt(from.end) === colon) {
    const to = corner(text, from.end + 1);
    return to && endsAt(text, to.end) ? { value: { from: from.value, to: to.value }, end: to.end } : undefined;
  }
  const isCell = from.value.row !== undefined && from.value.column !== undefined;
  return isCell && endsAt(text, from.end) ? { value: { from: from.value }, end: from.end } : undefined;
}

/** The reference that starts here. `undefined` does not mean that there is none: the patterns decide then. */
export function scanReference(text: string, start: number): Scanned<CellReference> | undefined {
  const tab = title(text, start);
  const cells = scanCells(text, tab ? tab.end : start);
  return tab && cells ? { value: { title: tab.value, ...cells.value }, end: cells.end } : cells;
}
