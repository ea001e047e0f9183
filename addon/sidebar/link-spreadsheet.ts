import type { Spreadsheet } from '../../shared/api.ts';
import type { SharingRefusal } from '../../shared/sharing.ts';
import { GoogleProblem, type Google } from './google.ts';
import { isTwoAccounts, problemOf, type Problem } from './problem.ts';
import type { WorkerApi } from './worker-api.ts';
import { words } from './words.ts';

/** What linking goes through, in this order. */
export const LINK_STEPS = ['register', 'share', 'mark', 'check'] as const;
export type LinkStep = (typeof LINK_STEPS)[number];

/**
 * A step that failed. `writerEmail` is there when somebody else may do the sharing in the person's place; `forward` is a message to send
 * to whoever can help.
 */
export type LinkProblem = Problem & { step: LinkStep; writerEmail?: string; forward?: string };

export type LinkOutcome = { linked: Spreadsheet } | { problem: LinkProblem };

type Parts = {
  api: Pick<WorkerApi, 'linkSpreadsheet' | 'proveSpreadsheet'>;
  google: Pick<Google, 'shareWithWriter' | 'writeProof'>;
  spreadsheetId: string;
  /** Its title, for messages to other people. */
  title: string;
  /** The sharing was done by somebody else. */
  isShared: boolean;
  onStep: (step: LinkStep) => void;
};

/** Links the spreadsheet, telling each step before it begins. Never rejects: what went wrong is the outcome. */
export async function linkSpreadsheet(parts: Parts): Promise<LinkOutcome> {
  const progress: { step: LinkStep; writerEmail: string } = { step: 'register', writerEmail: '' };
  const enter = (step: LinkStep): void => {
    progress.step = step;
    parts.onStep(step);
  };
  try {
    enter('register');
    const asked = await parts.api.linkSpreadsheet(parts.spreadsheetId);
    progress.writerEmail = asked.writerEmail;
    enter('share');
    const refusal = parts.isShared ? null : await parts.google.shareWithWriter(asked.writerEmail);
    if (refusal) return { problem: refusedProblem(refusal, parts, asked.writerEmail) };
    enter('mark');
    if (asked.proof) await parts.google.writeProof(asked.proof.key, asked.proof.value);
    enter('check');
    return { linked: asked.proof ? await parts.api.proveSpreadsheet(asked.id) : asked };
  } catch (error) {
    return { problem: linkProblemOf(error, progress) };
  }
}

/** Which rule it is, who can change that, and what to write to them. */
function refusedProblem(
  { why, owner, said }: SharingRefusal,
  { title, spreadsheetId }: Parts,
  writerEmail: string,
): LinkProblem {
  const { access } = words;
  const url = `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;
  const forward = access[why].message({ title, url, writerEmail, writerDomain: writerEmail.split('@')[1] ?? '' });
  const next = why === 'editors' ? access.editors.next(access.owner(owner)) : access[why].next;
  const byOther = why === 'editors' ? { writerEmail } : {};
  return { step: 'share', title: access[why].title, next, detail: said, forward, ...byOther };
}

function linkProblemOf(error: unknown, { step, writerEmail }: { step: LinkStep; writerEmail: string }): LinkProblem {
  const { link } = words;
  const isRefusal = error instanceof GoogleProblem && !isTwoAccounts(error.message);
  if (isRefusal && step === 'share') {
    return { step, title: link.notAllowedToShare, next: link.shareYourself, writerEmail };
  }
  if (isRefusal && step === 'mark') return { step, title: link.notAllowedToEdit, next: link.askToEdit };
  const problem = problemOf(error);
  return { step, ...problem, ...(problem.code === 'spreadsheet-not-shared' ? { writerEmail } : {}) };
}
