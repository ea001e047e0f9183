import { fetch as undiciFetch } from 'undici';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import { retryAfterMs } from '../providers/retry-after.ts';
import type { SheetsFacts } from './facts.ts';
import type { CallKind, SheetsLimits, Sleep, WaitOptions } from './quota.ts';
import { isSheetError, SheetError, sheetErrorOf } from './sheet-error.ts';
import type { Writer } from './writer.ts';

/** The part of fetch we use, so that tests can stand in. */
export type SheetsFetch = (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal; redirect: 'manual' },
) => Promise<{ status: number; headers: { get(name: string): string | null }; text(): Promise<string> }>;

/** What goes with one call. `before` runs right before the request leaves, after every wait; when it throws, nothing is sent. */
export type CallOptions = WaitOptions & {
  /** Once sent it is seen through: the signal only ends the waits before it. */
  readonly unstoppable?: boolean | undefined;
  readonly before?: (() => Promise<void>) | undefined;
  /** Told of every request that left, with the bytes of its body. */
  readonly onSent?: ((bytes: number) => void) | undefined;
};

export type SheetsOptions = {
  /** `https://sheets.googleapis.com`, or that of a local Google. */
  readonly origin: string;
  readonly auth: Pick<Writer, 'accessToken'>;
  readonly limits: SheetsLimits;
  readonly fetch?: SheetsFetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Told when the writer may not read (or write) a spreadsheet, or it is gone. Must not throw. */
  readonly onRefused?: (spreadsheetId: string, refusal: Refusal) => Promise<void>;
  /** How Google behaves; default: as assumed. */
  readonly facts?: SheetsFacts;
  /** Milliseconds for one request, answer included. Google itself gives up after 180 s. */
  readonly deadlineMs?: number;
};

/** What the writer could not do with a spreadsheet. */
export type Refusal = { readonly kind: 'no-access' | 'gone'; readonly call: CallKind };

export type Request<T> = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/v4/spreadsheets/{id}`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: string;
  /** Whether it changes nothing; default: a GET does not. */
  readonly isRead?: boolean;
  readonly answer: z.ZodType<T>;
};

const DEADLINE_MS = 180_000;
const TRIES = 4;
const MINUTE_MS = 60_000;
/** Google's quota is full again after a minute: a header that asks for much more is not believed. It would stop everybody. */
const LONGEST_PUSH_MS = 2 * MINUTE_MS;

/**
 * Sends one request and reads its answer. What was certainly not done is repeated up to three times: any read that failed for a
 * passing reason, and a write only when Google refused it for its quota (429) or its token (401). Everything else is the caller's decision.
 * Refused for the quota, all calls of the writer wait; this one lines up again.
 *
 * @throws SheetError; the signal's reason when it was aborted.
 */
export async function send<T>(
  options: SheetsOptions,
  spreadsheetId: string,
  request: Request<T>,
  call: CallOptions,
): Promise<T> {
  let refused: string | undefined;
  for (let attempt = 1; ; attempt++) {
    const token = await admit(options, spreadsheetId, request, call, refused);
    try {
      return await once(options, spreadsheetId, request, token, call);
    } catch (error) {
      await tellRefused(options, spreadsheetId, kindOf(request), error);
      if (isSheetError(error, 'rate-limited')) await makeAllWait(options, kindOf(request), error.retryAfter);
      if (call.unstoppable !== true) call.signal?.throwIfAborted();
      const waitMs = attempt < TRIES ? waitBefore(error, attempt, kindOf(request), refused) : null;
      if (waitMs === null) throw error;
      if (isSheetError(error, 'token')) refused = token;
      options.log.warn({ err: error, attempt, waitMs }, 'a call to Google Sheets is repeated');
      if (waitMs > 0) await options.sleep(waitMs, call.signal);
    }
  }
}

async function tellRefused(
  { onRefused }: SheetsOptions,
  spreadsheetId: string,
  call: CallKind,
  error: unknown,
): Promise<void> {
  if (isSheetError(error, 'no-access')) await onRefused?.(spreadsheetId, { kind: 'no-access', call });
  if (isSheetError(error, 'gone')) await onRefused?.(spreadsheetId, { kind: 'gone', call });
}

/** Everything that happens before a request leaves. @returns the token to send. */
async function admit<T>(
  { limits, auth, log }: SheetsOptions,
  spreadsheetId: string,
  request: Request<T>,
  { before, ...wait }: CallOptions,
  refused: string | undefined,
): Promise<string> {
  const waitedMs = await limits.take(kindOf(request), spreadsheetId, wait);
  if (waitedMs > 0) log.info({ waitedMs }, 'waited for Google quota');
  const token = await auth.accessToken(refused);
  await before?.();
  wait.signal?.throwIfAborted();
  return token;
}

function kindOf({ method, isRead = method === 'GET' }: Pick<Request<unknown>, 'method' | 'isRead'>): CallKind {
  return isRead ? 'read' : 'write';
}

/** Google counts by the minute and mostly does not say how long to wait; then it is to the next minute. */
async function makeAllWait(
  { limits, now, log }: SheetsOptions,
  kind: CallKind,
  retryAfter: string | null,
): Promise<void> {
  const asked = retryAfterMs(retryAfter, new Date(now())) ?? MINUTE_MS - (now() % MINUTE_MS);
  const waitMs = Math.min(asked, LONGEST_PUSH_MS) + Math.random() * 2000;
  log.warn({ kind, waitMs, retryAfter }, 'Google refused a call for its quota: all calls of the writer wait');
  await limits.pushBack(kind, waitMs);
}

/** Milliseconds to wait before lining up with the same request again, or null when it must not be sent again. */
function waitBefore(error: unknown, attempt: number, kind: CallKind, refused: string | undefined): number | null {
  if (isSheetError(error, 'token')) return refused === undefined ? 0 : null;
  if (isSheetError(error, 'rate-limited')) return 0;
  if (isSheetError(error, 'unavailable') && kind === 'read') return 500 * 2 ** attempt * (0.5 + Math.random());
  return null;
}

async function once<T>(
  options: SheetsOptions,
  spreadsheetId: string,
  request: Request<T>,
  token: string,
  call: CallOptions,
): Promise<T> {
  const write = kindOf(request) === 'write';
  const what = `${request.method} ${request.path.replace(/\/values\/.*/, '/values') || '/'}`;
  call.onSent?.(request.body === undefined ? 0 : Buffer.byteLength(request.body));
  const answer = await exchange(options, spreadsheetId, request, token, call).catch((error: unknown) => {
    throw unanswered(what, write, error);
  });
  if (answer.status < 200 || answer.status >= 300) throw sheetErrorOf(what, write, answer);
  const read = request.answer.safeParse(answer.body);
  if (read.success) return read.data;
  throw new SheetError(write ? 'ambiguous' : 'unavailable', `Google's answer cannot be read (${what}).`, {
    cause: read.error,
  });
}

type Answer = { status: number; body: unknown; retryAfter: string | null };

async function exchange<T>(
  { origin, fetch = undiciFetch, deadlineMs = DEADLINE_MS }: SheetsOptions,
  spreadsheetId: string,
  { method, path, query, body }: Request<T>,
  token: string,
  call: CallOptions,
): Promise<Answer> {
  const url = new URL(`/v4/spreadsheets/${encodeURIComponent(spreadsheetId)}${path}?${query.toString()}`, origin);
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = call.signal && call.unstoppable !== true ? AbortSignal.any([call.signal, deadline]) : deadline;
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const init = { method, signal, redirect: 'manual' } as const;
  const response = await fetch(
    url,
    body === undefined
      ? { ...init, headers }
      : { ...init, headers: { ...headers, 'content-type': 'application/json' }, body },
  );
  const text = await response.text();
  return { status: response.status, body: parseJson(text), retryAfter: response.headers.get('retry-after') };
}

/** Nothing was sent yet when these come. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function unanswered(what: string, write: boolean, error: unknown): SheetError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const kind = write && !NOT_CONNECTED.has(code) ? 'ambiguous' : 'unavailable';
  return new SheetError(kind, `Google Sheets did not answer (${what}).`, { cause: error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
