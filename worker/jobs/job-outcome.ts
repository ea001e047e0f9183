import { isPassing } from '../db/connection.ts';
import { LeaseLost } from '../db/run-lease.ts';
import { Failure } from '../failure.ts';
import { ProviderError, type ProviderErrorKind } from '../providers/provider-error.ts';
import { isSheetError } from '../sheets/sheet-error.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/** Why a run stopped before its end, on purpose. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: 'cancelled' | 'shutdown';

  constructor(why: 'cancelled' | 'shutdown') {
    super(why);
    this.why = why;
  }
}

/** What becomes of a run whose work ended with an error. */
export type JobOutcome =
  | { kind: 'cancelled' }
  /** Give it back: it goes on after `waitMs`. */
  | { kind: 'postponed'; waitMs: number }
  /** Somebody else has it. */
  | { kind: 'lost' }
  | { kind: 'failed'; code: ErrorCode; message: string; ours: boolean };

type Told = { system: string; account: string; scope: string; detail: string; said: string };

/** `detail` names path and status; it is left out where the organizer can act without it. `said`: the provider's own words, if any. */
const SENTENCES: Record<ProviderErrorKind, { code: ErrorCode; sentence: (told: Told) => string }> = {
  auth: {
    code: 'provider-auth',
    sentence: ({ system, account, said }) => `${system} does not accept the credentials${account}${said}`,
  },
  'not-found': {
    code: 'provider-not-found',
    sentence: ({ system, scope, said }) => `${system} does not know${scope}${said}`,
  },
  'bad-request': {
    code: 'provider-bad-request',
    sentence: ({ system, scope, detail }) => `${system} refused${scope}${detail}`,
  },
  'rate-limited': {
    code: 'provider-rate-limited',
    sentence: ({ system, detail }) => `${system} keeps asking us to wait${detail}`,
  },
  misdirected: {
    code: 'provider-misdirected',
    sentence: ({ system, detail }) => `${system} does not take requests the way they arrive there${detail}`,
  },
  unavailable: { code: 'provider-unavailable', sentence: ({ system, detail }) => `${system} does not answer${detail}` },
  'unexpected-shape': {
    code: 'provider-unexpected-shape',
    sentence: ({ system, detail }) => `${system} answered something that makes no sense${detail}`,
  },
};

const DEFAULT_POSTPONEMENT_MS = 30_000;
/** After this long a run that is told to wait again and again ends with that sentence. */
const PATIENCE_MS = 60 * 60_000;

/** Google's quota is counted by the minute; what lasts longer than a few of them is told. */
const GOOGLE_POSTPONEMENT_MS = 15_000;
const GOOGLE_PATIENCE_MS = 10 * 60_000;

/** The database was away for longer than one call is tried; the run's own state is in it, so there is nothing to lose. */
const DATABASE_POSTPONEMENT_MS = 2_000;

/** A provider's error as a sentence for the organizer: names system, account and scope, never a credential or a record. */
export function failureOf(error: ProviderError): Failure {
  const { kind, subject, message } = error;
  const said = error.said?.replace(/\s+/g, ' ').slice(0, 200);
  const { code, sentence } = SENTENCES[kind];
  const told = {
    system: subject?.system ?? 'The ticketing system',
    account: subject?.account ? ` of the ticketing account "${subject.account}"` : '',
    scope: subject?.scope ? ` what was asked for: ${subject.scope}` : ' what was asked for',
    detail: ` (${said ? `it says: ${said}; ` : ''}${message})`,
    said: said ? ` (it says: ${said})` : '',
  };
  return new Failure(code, `${sentence(told)}.`, { cause: error });
}

/** Decides; `runningForMs` is how long the run has been going since its first start. */
export function outcomeOf(error: unknown, signal: AbortSignal, runningForMs: number): JobOutcome {
  const cause: unknown = signal.aborted ? signal.reason : error;
  if (cause instanceof LeaseLost) return { kind: 'lost' };
  if (cause instanceof Stopped) {
    return cause.why === 'cancelled' ? { kind: 'cancelled' } : { kind: 'postponed', waitMs: 0 };
  }
  if (cause instanceof ProviderError) return ofProvider(cause, runningForMs);
  const waitMs = passingWait(cause, runningForMs);
  if (waitMs !== null) return { kind: 'postponed', waitMs };
  if (cause instanceof Failure) return { kind: 'failed', code: cause.code, message: cause.message, ours: false };
  return { kind: 'failed', code: 'internal', message: 'Something went wrong on our side.', ours: true };
}

/** Milliseconds after which what failed may work; null when waiting is no use. */
function passingWait(cause: unknown, runningForMs: number): number | null {
  if (isSheetError(cause, 'rate-limited', 'unavailable', 'ambiguous')) {
    // A publish that went through after all is recognised when the run goes on.
    return runningForMs < GOOGLE_PATIENCE_MS ? GOOGLE_POSTPONEMENT_MS : null;
  }
  return isPassing(cause) && runningForMs < PATIENCE_MS ? DATABASE_POSTPONEMENT_MS : null;
}

/** Whether the whole run is put off because of this, though one of its sources alone is concerned: a provider that asks to wait. */
export function isPutOff(error: unknown, runningForMs: number): boolean {
  if (error instanceof ProviderError) return ofProvider(error, runningForMs).kind === 'postponed';
  return !(error instanceof Failure);
}

function ofProvider(error: ProviderError, runningForMs: number): JobOutcome {
  if (error.kind === 'rate-limited' && runningForMs < PATIENCE_MS) {
    return { kind: 'postponed', waitMs: error.retryAfterMs ?? DEFAULT_POSTPONEMENT_MS };
  }
  const { code, message } = failureOf(error);
  return { kind: 'failed', code, message, ours: false };
}
