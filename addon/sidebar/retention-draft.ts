import { isCalendarDate } from '../../shared/dates.ts';
import { STANDARD_RETENTION, type Retention } from '../../shared/erasure.ts';
import { words } from './words.ts';

/** How long a tab shows personal data, as the form holds it. NaN: no whole number yet. "": no day yet. */
export type RetentionDraft = { kind: 'days' | 'until' | 'none'; days: number; until: string };

const DAYS = 'daysAfterEvent' in STANDARD_RETENTION ? STANDARD_RETENTION.daysAfterEvent : 30;

const MOST_DAYS = 3650;

export function retentionDraft(retention: Retention | null): RetentionDraft {
  const blank = { days: DAYS, until: '' };
  if (!retention) return { ...blank, kind: 'none' };
  if ('until' in retention) return { ...blank, kind: 'until', until: retention.until };
  return { ...blank, kind: 'days', days: retention.daysAfterEvent };
}

/** What is sent. */
export function retentionInput({ kind, days, until }: RetentionDraft): Retention | null {
  if (kind === 'none') return null;
  return kind === 'days' ? { daysAfterEvent: days } : { until };
}

/** A sentence under "retention", if something is wrong. */
export function retentionErrors({ kind, days, until }: RetentionDraft): Record<string, string> {
  const { retention: text } = words;
  const isSound = Number.isInteger(days) && days >= 0 && days <= MOST_DAYS;
  if (kind === 'days' && !isSound) return { retention: text.wrongDays };
  return kind === 'until' && !isCalendarDate(until) ? { retention: text.missingDay } : {};
}
