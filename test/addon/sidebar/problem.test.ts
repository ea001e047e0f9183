import { describe, expect, it } from 'vitest';
import { GoogleProblem } from '../../../addon/sidebar/google.ts';
import { failureOf, problemOf, runFailureOf } from '../../../addon/sidebar/problem.ts';
import { UnexpectedAnswer, UnreachableProblem, WorkerProblem } from '../../../addon/sidebar/worker-problem.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';

/** Ours, not the organizer's. */
const OURS = /\b(generation|publish|dataset|proof|key|provider|connection|row key|token|request|worker|HTTP|JSON)\b/i;

const sentence = /[.?!:]$/;

describe('every error code', () => {
  it.each(ERROR_CODES)('%s: what happened and what to do, in an organizer’s words', (code) => {
    const { title, next } = failureOf(code, 'The tab “VIP” is in the way.');
    for (const said of [title, next]) {
      expect(said).toMatch(sentence);
      expect(said).not.toMatch(OURS);
    }
    expect(next).not.toBe(title);
  });

  it.each(ERROR_CODES)('%s: the same for a refresh, with a next try or without', (code) => {
    const planned = runFailureOf(code, 'The tab “VIP” is in the way.', '10:15');
    const alone = runFailureOf(code, 'The tab “VIP” is in the way.', null);
    for (const { next } of [planned, alone]) expect(next).toMatch(sentence);
    expect(planned.next === alone.next).toBe(!planned.next.includes('10:15'));
  });

  it('keeps the worker’s own sentence for support where it does not say it itself', () => {
    expect(failureOf('internal', 'ECONNRESET').detail).toBe('ECONNRESET');
    expect(failureOf('tab-protected', 'The tab “VIP” is protected.').detail).toBeUndefined();
  });
});

describe('whatever else is thrown', () => {
  const cases: [string, unknown][] = [
    ['the worker refuses', new WorkerProblem({ code: 'conflict', message: 'Somebody changed it.', requestId: 'r-1' })],
    ['the worker does not answer', new UnreachableProblem('no')],
    ['something else answers', new UnexpectedAnswer('Status 200.')],
    ['nothing comes in time', new DOMException('late', 'TimeoutError')],
    ['Google says something', new GoogleProblem('There is no tab “Tickets” now.')],
    ['nobody knows', new TypeError('x is not a function')],
  ];
  it.each(cases)('when %s, has a title and a next step', (_what, error) => {
    const { title, next } = problemOf(error);
    expect(title).toMatch(sentence);
    expect(next).toMatch(sentence);
    expect(`${title} ${next}`).not.toMatch(OURS);
  });
});
