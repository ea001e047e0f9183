import type { Preflight } from '../../shared/changes.ts';
import type { Format } from './format.ts';
import { told } from './told.ts';
import { listed, words } from './words.ts';

/** What a full refresh takes and does, a sentence each, what is in the way apart. @param tab its title in the report. */
export function checkSentences(check: Preflight, tab: string, { count }: Format): string[] {
  const { check: text } = words;
  const { rows, columns, cells, freeCells, personal } = check;
  const place = check.tab === 'occupied' ? [] : [text.tab[check.tab](tab)];
  return [
    ...place,
    rows === null ? text.width(count(columns)) : text.size(count(rows), count(columns)),
    cells === null ? text.free(count(freeCells)) : text.cells(count(cells), count(freeCells)),
    ...timeOf(check, count),
    ...(personal.length > 0 ? [text.personal(listed(personal.map(told)))] : []),
    ...(check.notices.length === 0 ? [text.fine] : []),
  ];
}

function timeOf({ seconds }: Preflight, count: Format['count']): string[] {
  if (seconds === null) return [];
  const { check: text } = words;
  return [seconds < 90 ? text.seconds(count(Math.ceil(seconds))) : text.minutes(count(Math.round(seconds / 60)))];
}

/** Whether a run would end before anything is written. */
export const isBlocked = ({ notices }: Preflight): boolean => notices.some(({ blocking }) => blocking);
