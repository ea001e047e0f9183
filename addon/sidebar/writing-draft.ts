import type { Report } from '../../shared/api.ts';
import { STANDARD_WRITING, type WriteMode, type Writing } from '../../shared/writing.ts';
import type { ReportDraft } from './report-draft.ts';
import { words } from './words.ts';

/** The numbers in how a report is written, with what they may be. */
export const NUMBERS = {
  percent: { from: 1, to: 100 },
  few: { from: 0, to: 100_000 },
  runs: { from: 1, to: 50 },
} as const;

export type NumberId = keyof typeof NUMBERS;

/** Refreshes that are listed when somebody begins to want that. */
const USUAL_RUNS = 10;

/** The number as it stands; null: not asked for. */
export function numberIn({ guard, changeLogRuns }: Writing, id: NumberId): number | null {
  if (id === 'runs') return changeLogRuns === 0 ? null : changeLogRuns;
  return guard?.[id] ?? null;
}

export function withNumber(writing: Writing, id: NumberId, value: number): Writing {
  // 0 would mean that nothing is listed, which is the box above it
  if (id === 'runs') return { ...writing, changeLogRuns: value || NaN };
  return { ...writing, guard: { ...(writing.guard ?? GUARD), [id]: value } };
}

const GUARD = STANDARD_WRITING.guard ?? { percent: 30, few: 3 };

export const withGuard = (writing: Writing, isOn: boolean): Writing => ({ ...writing, guard: isOn ? GUARD : null });

export const withLog = (writing: Writing, isOn: boolean): Writing => ({
  ...writing,
  changeLogRuns: isOn ? USUAL_RUNS : 0,
});

/** The numbers that mean something for each way of writing. */
const USED: Record<WriteMode, readonly NumberId[]> = {
  sync: ['percent', 'few', 'runs'],
  replace: ['percent', 'few'],
  append: [],
};

/** Which of the numbers are not what they may be, by "writing." and the number. */
export function writingErrors({
  writeMode,
  writing,
}: Pick<ReportDraft, 'writeMode' | 'writing'>): Record<string, string> {
  const wrong = USED[writeMode].filter((id) => !isSound(id, numberIn(writing, id)));
  return Object.fromEntries(wrong.map((id) => [`writing.${id}`, rangeOf(id)]));
}

function isSound(id: NumberId, value: number | null): boolean {
  const { from, to } = NUMBERS[id];
  return value === null || (Number.isInteger(value) && value >= from && value <= to);
}

function rangeOf(id: NumberId): string {
  const counted = (count: number) => ({ count, text: String(count) });
  return words.writing.wholeNumber(counted(NUMBERS[id].from), counted(NUMBERS[id].to));
}

/** What is sent: a wrong number that means nothing for this way of writing goes as it usually is. */
export function writingInput({ writing }: Pick<ReportDraft, 'writing'>): Writing {
  const isWrong = (...ids: NumberId[]): boolean => ids.some((id) => !isSound(id, numberIn(writing, id)));
  return {
    ...writing,
    ...(isWrong('percent', 'few') && { guard: STANDARD_WRITING.guard }),
    ...(isWrong('runs') && { changeLogRuns: STANDARD_WRITING.changeLogRuns }),
  };
}

/** Whether the tab's rows are in the way: a list of refreshes one below the other cannot go on as another, nor the other way round. */
export function needsOtherReport({ writeMode }: ReportDraft, editing: Report | undefined): boolean {
  if (!editing || editing.lastRun === null) return false;
  return (editing.writeMode === 'append') !== (writeMode === 'append');
}
