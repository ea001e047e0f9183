import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { GoogleProblem } from './google.ts';
import { UnexpectedAnswer, UnreachableProblem, WorkerProblem } from './worker-problem.ts';
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

/** Turns anything that was thrown into words. */
export function problemOf(error: unknown): Problem {
  const { problem: text } = words;
  if (error instanceof WorkerProblem) {
    return { ...failureOf(error.code, error.message), reference: error.requestId };
  }
  if (error instanceof GoogleProblem) return googleProblemOf(error.message);
  if (error instanceof UnreachableProblem) return { title: text.unreachable, next: text.unreachableNext };
  if (error instanceof UnexpectedAnswer) return { title: text.unexpected, next: text.unexpectedNext };
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { title: text.tooSlow, next: text.tooSlowNext };
  }
  return { title: text.ours, next: text.oursNext };
}

/** The words for an error code of the worker, in an answer or in a failed run. */
export function failureOf(code: ErrorCode, message: string): Problem {
  const { next } = ERRORS[code];
  const title = words.failures[code];
  return title === undefined ? { title: message, next, code } : { title, next, code, detail: message };
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

function googleProblemOf(message: string): Problem {
  const { problem: text } = words;
  if (isTwoAccounts(message)) return { title: text.twoAccounts, next: text.twoAccountsNext };
  return { title: text.google, next: message };
}
