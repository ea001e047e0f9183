import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { Failure } from '../failure.ts';

/** What each kind of trouble with Google Sheets means to the caller of our API. A new kind does not compile until its row is here. */
const CODES = {
  /** The spreadsheet is not shared with the writer as an editor. */
  'no-access': 'spreadsheet-not-shared',
  gone: 'spreadsheet-gone',
  protected: 'tab-protected',
  /** More than 10,000,000 cells. */
  full: 'no-free-cells',
  'too-long': 'cell-too-long',
  /** The body of one call is too large for Google. */
  'too-large': 'internal',
  'rate-limited': 'rate-limited',
  /** Certainly not done; may work later. */
  unavailable: 'unavailable',
  /** A write that may or may not have been done. */
  ambiguous: 'unavailable',
  'bad-request': 'internal',
  /** Google does not take the tab's name. */
  'bad-title': 'invalid-request',
  /** Our access token is not taken (any more). */
  token: 'internal',
  /** The writer's own credentials or its Cloud project are refused: the operator must act. */
  writer: 'internal',
} as const satisfies Record<string, ErrorCode>;

export type SheetErrorKind = keyof typeof CODES;

type Details = { cause?: unknown; retryAfter?: string | null };

/** A call to Google Sheets failed. Message: what we did and what came back; never cell contents. */
export class SheetError extends Failure {
  readonly kind: SheetErrorKind;
  /** Google's `Retry-After` header, when it sent one. */
  readonly retryAfter: string | null;

  constructor(kind: SheetErrorKind, message: string, { cause, retryAfter = null }: Details = {}) {
    super(CODES[kind], message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/** Whether the error is a SheetError of one of these kinds. */
export function isSheetError(error: unknown, ...kinds: SheetErrorKind[]): error is SheetError {
  return error instanceof SheetError && kinds.includes(error.kind);
}

const ErrorBody = z.object({
  error: z.object({
    message: z.string().default(''),
    details: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
  }),
});

const TEXTS: readonly (readonly [RegExp, SheetErrorKind])[] = [
  [/protected cell or object/i, 'protected'],
  [/limit of \d+ cells/i, 'full'],
  [/more than the maximum of \d+ characters/i, 'too-long'],
  [/payload size exceeds/i, 'too-large'],
  [/sheet name (?:cannot|can't|must|is)|invalid sheet name/i, 'bad-title'],
];
const WRITER_REASONS = new Set(['SERVICE_DISABLED', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'API_KEY_INVALID']);
const SENTENCES: Partial<Record<SheetErrorKind, string>> = {
  'no-access': "The spreadsheet is not shared with Willcall's Google address as an editor.",
  gone: 'The spreadsheet does not exist any more.',
  protected: "A protected range or tab is in the way, and Willcall's Google address may not edit it.",
  full: 'The spreadsheet has no room: Google allows 10,000,000 cells, blank ones included.',
  'bad-title': 'Google does not take the name of the tab (field "destination.tab").',
  'too-long': 'A cell would hold more than 50,000 characters.',
  'rate-limited': 'Google asks us to wait before the next call.',
};

const STATUSES: Readonly<Record<number, SheetErrorKind>> = {
  401: 'token',
  404: 'gone',
  413: 'too-large',
  429: 'rate-limited',
  501: 'bad-request',
};

function forbiddenKind(reasons: readonly string[]): SheetErrorKind {
  return reasons.some((reason) => WRITER_REASONS.has(reason)) ? 'writer' : 'no-access';
}

/** The kind behind a refusal. `isWrite`: the call changes something, so a server error leaves its outcome open. */
function kindOf(status: number, message: string, reasons: readonly string[], isWrite: boolean): SheetErrorKind {
  const known = STATUSES[status];
  if (known !== undefined) return known;
  if (status === 403) return forbiddenKind(reasons);
  if (status === 400) return TEXTS.find(([pattern]) => pattern.test(message))?.[1] ?? 'bad-request';
  if (status === 408 || status >= 500) return isWrite ? 'ambiguous' : 'unavailable';
  return status >= 400 ? 'bad-request' : 'unavailable';
}

/** Google quotes cell contents and tab names: what is between the first quote and the last one may hold quotes and lines of its own. */
function withoutQuotes(message: string): string {
  return message.replace(/["'].*["']/s, '…').replace(/".*/s, '…');
}

/**
 * Turns a refusal of the Sheets API into a SheetError.
 *
 * @see https://developers.google.com/workspace/sheets/api/troubleshoot-api-errors
 */
export function sheetErrorOf(
  what: string,
  isWrite: boolean,
  answer: { status: number; body: unknown; retryAfter: string | null },
): SheetError {
  const parsed = ErrorBody.safeParse(answer.body).data?.error;
  const reasons = (parsed?.details ?? []).flatMap(({ reason }) => reason ?? []);
  const kind = kindOf(answer.status, parsed?.message ?? '', reasons, isWrite);
  const detail = withoutQuotes(parsed?.message ?? '').slice(0, 300);
  const message = SENTENCES[kind] ?? `Google Sheets refused a call (${what}: ${answer.status} ${detail})`.trim();
  return new SheetError(kind, message, { retryAfter: answer.retryAfter });
}
