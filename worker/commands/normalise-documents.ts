import { parse } from 'lossless-json';
import { parseExactly } from '../providers/json.ts';
import { CommandError } from './command-error.ts';

/** Windows writes text files in either; a byte order mark says so. */
export function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/**
 * The JSON documents in a text: one, or several one after another (JSON lines), with no digit lost.
 *
 * @throws CommandError naming the place of what is no JSON, never what stands there.
 */
export function documentsOf(text: string): unknown[] {
  if (text.trim() === '') {
    throw new CommandError('There is nothing on standard input. Give it an answer: willcall normalise … < answer.json');
  }
  const whole = parsed(text);
  return whole ? [whole.value] : piecesOf(text).map((piece) => documentAt(text, piece));
}

type Piece = { readonly from: number; readonly to: number };

function documentAt(text: string, { from, to }: Piece): unknown {
  const piece = text.slice(from, to);
  const found = parsed(piece);
  if (found) return found.value;
  throw noJson(text, from + faultIn(piece), /^\s*</.test(piece) ? ' It looks like a web page.' : '');
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: parseExactly(text) };
  } catch {
    return null;
  }
}

/** The stricter parser tells where; its message is not shown, for it may quote what it found. */
function faultIn(piece: string): number {
  try {
    parse(piece);
    return 0;
  } catch (error) {
    return Number(/at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0);
  }
}

function noJson(text: string, at: number, hint: string): CommandError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const what = at >= text.trimEnd().length ? 'The JSON stops in the middle' : 'This is no JSON';
  return new CommandError(`${what}: line ${line}, column ${column}.${hint} Save the answer's body as it came.`);
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{[]|[\]}]|\s+|[^"{}[\]\s]+/gs;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Where the values begin and end, by brackets and blanks outside of texts. Each is parsed afterwards. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let depth = 0;
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    depth = Math.max(0, depth + (DEPTH[token] ?? 0));
    const to = index + token.length;
    if (depth > 0 || !/^[\]}\s]/.test(token)) continue;
    pieces.push({ from, to });
    from = to;
  }
  return [...pieces, { from, to: text.length }].filter(({ from: start, to }) => text.slice(start, to).trim() !== '');
}
