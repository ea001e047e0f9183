import { describe, expect, it } from 'vitest';
import type { ReportDraft } from '../../../addon/sidebar/report-draft.ts';
import {
  needsOtherReport,
  numberIn,
  withGuard,
  withLog,
  withNumber,
  writingErrors,
  writingInput,
} from '../../../addon/sidebar/writing-draft.ts';
import type { Report } from '../../../shared/api.ts';
import { STANDARD_WRITING, type Writing } from '../../../shared/writing.ts';

const sync = (writing: Writing) => ({ writeMode: 'sync', writing }) as const;

describe('how the rows of a report are written', () => {
  it('holds removals back by its numbers, or not at all', () => {
    const off = withGuard(STANDARD_WRITING, false);
    expect(off.guard).toBeNull();
    expect(numberIn(off, 'percent')).toBeNull();
    expect(withGuard(off, true).guard).toEqual({ percent: 30, few: 3 });
    expect(withNumber(STANDARD_WRITING, 'percent', 50).guard).toEqual({ percent: 50, few: 3 });
  });

  it('lists what changed of the last ten refreshes, unless another number is typed', () => {
    expect(withLog(STANDARD_WRITING, true).changeLogRuns).toBe(10);
    expect(withLog(withLog(STANDARD_WRITING, true), false).changeLogRuns).toBe(0);
    expect(withNumber(STANDARD_WRITING, 'runs', 5).changeLogRuns).toBe(5);
  });

  it.each([
    ['percent', 0, 'Type a whole number from 1 to 100.'],
    ['percent', NaN, 'Type a whole number from 1 to 100.'],
    ['few', 2.5, 'Type a whole number from 0 to 100000.'],
    ['runs', 0, 'Type a whole number from 1 to 50.'],
    ['runs', 51, 'Type a whole number from 1 to 50.'],
  ] as const)('says what %s may be instead of %d', (id, value, sentence) => {
    const writing = withNumber(STANDARD_WRITING, id, value);
    expect(writingErrors(sync(writing))).toEqual({ [`writing.${id}`]: sentence });
  });

  it('does not mind a wrong number where no number is asked for, and does not send it', () => {
    const writing = withNumber({ ...STANDARD_WRITING, warnOnEdit: true }, 'few', NaN);
    expect(writingErrors({ writeMode: 'append', writing })).toEqual({});
    expect(writingErrors({ writeMode: 'replace', writing: withNumber(STANDARD_WRITING, 'runs', 99) })).toEqual({});
    expect(writingInput({ writing })).toEqual({ ...STANDARD_WRITING, warnOnEdit: true });
    expect(writingInput({ writing: withLog(STANDARD_WRITING, true) }).changeLogRuns).toBe(10);
  });
});

describe('another way of writing in the same tab', () => {
  const lastRun = {} as Report['lastRun'];
  const saved = { writeMode: 'sync', destination: { spreadsheet: '', tab: 'Gala' }, lastRun } as Report;
  const draft = (writeMode: ReportDraft['writeMode'], tab = 'Gala') => ({ writeMode, tab }) as ReportDraft;

  it('asks for another tab where the rows that are there are in the way', () => {
    expect(needsOtherReport(draft('append'), saved)).toBe(true);
    expect(needsOtherReport(draft('append', 'Gala 2'), saved)).toBe(true);
    expect(needsOtherReport(draft('replace'), saved)).toBe(false);
    expect(needsOtherReport(draft('append'), { ...saved, lastRun: null })).toBe(false);
    expect(needsOtherReport(draft('append'), undefined)).toBe(false);
  });
});
