import { parse } from 'lossless-json';

/** A number, not digits within a text, that may be more than a double can hold. A false alarm only costs time. */
const LONG_NUMBER = /[:,[]\s*-?(?:\d{16}|\d[\d.]{16})/;

/**
 * Parses JSON without losing digits: integers beyond 2^53 and decimals a double would round come out as their text.
 * Only bodies that hold such a number pay for the slower parser.
 *
 * @throws SyntaxError when the text is no JSON.
 */
export function parseExactly(text: string): unknown {
  return LONG_NUMBER.test(text) ? parse(text, undefined, exactNumber) : JSON.parse(text);
}

function exactNumber(digits: string): number | string {
  const value = Number(digits);
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(value) ? value : digits;
  return Number.isFinite(value) && digits.replace(/[^\d]/g, '').length <= 16 ? value : digits;
}
