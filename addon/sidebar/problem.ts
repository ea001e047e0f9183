import type { ErrorCode } from '../../shared/errors.ts';
import { GoogleProblem } from './google.ts';
import { ChangedMeanwhile, UnexpectedAnswer, UnreachableProblem, WorkerProblem } from './worker-problem.ts';
import { told } from './told.ts';
import { words } from './words.ts';

/**
 * A failure in an organizer's words: what happened and what to do; for whoever is asked for help the worker's own sentence
 * and the number under which it is in the worker's log.
 */
export type Problem = {
  title: string;
  next: string;
  detail?: string;
  reference?: string;
  code?: ErrorCode;
};

/** Both texts Google shows when somebody is signed in to several accounts at once. */
const TWO_ACCOUNTS = /PERMISSION_DENIED|Authorization is required to perform that action/;

/** Google's sentences when somebody did not tick all that the add-on asks for, or took it back since. */
const PERMISSION =
  /do not have permission to call|permissions are not sufficient|Required permissions|not granted|requireScopes/i;

/** Google's sentences that pass by themselves. */
const PASSING =
  /server error occurred|timed out|Service unavailable|too many (?:scripts|times)|maximum execution time|NetworkError|Connection failure/i;

/** Turns anything that was thrown into words. */
export function problemOf(error: unknown): Problem {
  const { problem: text } = words;
  if (error instanceof WorkerProblem) {
    return { ...failureOf(error.code, error.message), reference: error.requestId };
  }
  if (error instanceof ChangedMeanwhile) return { title: text.changedMeanwhile, next: text.changedMeanwhileNext };
  if (error instanceof GoogleProblem) return googleProblemOf(error.message);
  if (error instanceof UnreachableProblem) return unreachable();
  if (error instanceof UnexpectedAnswer) return { title: text.unexpected, next: text.unexpectedNext };
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { title: text.tooSlow, next: text.tooSlowNext };
  }
  return { title: text.ours, next: text.oursNext };
}

/** The words for an error code of the worker, in an answer or in a failed run. */
export function failureOf(code: ErrorCode, message: string): Problem {
  const next = words.next[code];
  const said = told(message);
  const title = said === message ? words.failures[code] : said;
  return title === undefined ? { title: message, next, code } : { title, next, code, detail: message };
}

/** Failures that may be over at the next try. */
const MAY_PASS: readonly ErrorCode[] = [
  'unavailable',
  'internal',
  'rate-limited',
  'provider-unavailable',
  'provider-rate-limited',
];

/** Why a refresh did not work; `nextTry`: when it is tried again without anybody asking, in words, or null. */
export function runFailureOf(code: ErrorCode, message: string, nextTry: string | null): Problem {
  const problem = failureOf(code, message);
  if (!MAY_PASS.includes(code)) return problem;
  return { ...problem, next: nextTry === null ? words.problem.tryYourself : words.problem.tryAt(nextTry) };
}

/** Whether linking the spreadsheet (again) is the way out. */
export function needsLink({ code }: Problem): boolean {
  return code === 'spreadsheet-not-linked' || code === 'proof-expired' || code === 'proof-missing';
}

/** Whether somebody has to give Willcall's Google address a right, so that it should be at hand. */
export function needsWriter({ code }: Problem): boolean {
  return code === 'spreadsheet-not-shared' || code === 'tab-protected';
}

/** Whether this is Google's confusion about several accounts, whatever was asked. */
export function isTwoAccounts(message: string): boolean {
  return TWO_ACCOUNTS.test(message);
}

function unreachable(): Problem {
  const { problem: text } = words;
  if (isOffline()) return { title: text.offline, next: text.offlineNext };
  return { title: text.unreachable, next: text.unreachableNext };
}

/** Whether the browser says that it has no network; where there is no browser nobody says so. */
function isOffline(): boolean {
  const browser: unknown = Reflect.get(globalThis, 'navigator');
  return typeof browser === 'object' && browser !== null && 'onLine' in browser && browser.onLine === false;
}

function googleProblemOf(message: string): Problem {
  const { problem: text } = words;
  if (isTwoAccounts(message)) return { title: text.twoAccounts, next: text.twoAccountsNext };
  if (PERMISSION.test(message)) return { title: text.permission, next: text.permissionNext, detail: message };
  if (PASSING.test(message)) return { title: text.googleBusy, next: text.googleBusyNext, detail: message };
  return { title: text.google, next: message };
}
