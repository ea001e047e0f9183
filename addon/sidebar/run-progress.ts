import type { Run } from '../../shared/api.ts';
import type { Format } from './format.ts';
import { words } from './words.ts';

/** What the progress bar shows. `share` is between 0 and 1, or null while nobody knows. */
export type Progress = { phase: string; share: number | null; facts: string };

/** @param now milliseconds since 1970. */
export function progressOf(run: Run, now: number, format: Format): Progress {
  return { phase: words.run.phases[run.phase], share: shareOf(run), facts: factsOf(run, now, format) };
}

function shareOf({ phase, rows, total, queue }: Run): number | null {
  if (queue) return null;
  if (phase === 'publishing' || phase === 'finished') return 1;
  return phase === 'waiting' || !total ? null : Math.min(rows / total, 1);
}

function factsOf(run: Run, now: number, { count }: Format): string {
  return [...readingFacts(run, now, count), ...queueFacts(run, count)].join(' · ');
}

function queueFacts({ queue }: Run, count: Format['count']): string[] {
  if (!queue) return [];
  return [queue.ahead === 0 ? words.queue.next : words.queue.ahead(count(queue.ahead))];
}

function readingFacts(run: Run, now: number, count: Format['count']): string[] {
  const { rows, pages, total, estimatedEnd } = run;
  if (run.phase === 'waiting' || pages === 0) return [];
  const read = total === null ? words.report.rows(count(rows)) : words.run.readOf(count(rows), count(total));
  const facts = [read, words.run.pages(count(pages))];
  if (estimatedEnd !== null) facts.push(leftOf(Date.parse(estimatedEnd) - now, count));
  return facts;
}

function leftOf(ms: number, count: Format['count']): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 2) return words.run.left.moment;
  if (seconds < 90) return words.run.left.seconds(count(seconds));
  return words.run.left.minutes(count(Math.round(seconds / 60)));
}
