import type { Report, Run } from '../../shared/api.ts';
import { completenessOf } from './completeness.ts';
import type { Catalogue } from './catalogue.ts';
import type { Format } from './format.ts';
import { runFailureOf, type Problem } from './problem.ts';
import { isOver } from './run-stream.ts';
import { scheduleLine } from './schedule-says.ts';
import { failedSources, staleSentence, staleSourceSentence, systemOf } from './staleness.ts';
import { told } from './told.ts';
import { words } from './words.ts';

type Systems = Pick<Catalogue, 'providers' | 'accounts'>;

/**
 * Why somebody should look at a report, in a sentence; null: nobody has to. While it is refreshed only what waits for somebody counts.
 *
 * @param now milliseconds since 1970.
 */
export function troubleOf(report: Report, systems: Systems, now: number, format: Format): string | null {
  const { hold, lastRun } = report;
  if (hold?.decision === 'open') return words.trouble.waits(told(hold.sentence));
  if (lastRun && !isOver(lastRun)) return null;
  return runTrouble(report, systems, now, format) ?? scheduleTrouble(report, now, format);
}

function runTrouble(report: Report, systems: Systems, now: number, format: Format): string | null {
  const { lastRun } = report;
  switch (lastRun?.status) {
    case 'stale':
      return staleSentence(report, lastRun, systems, now, format);
    case 'failed':
    case 'held':
      return failureOfRun(report, lastRun, now, format)?.title ?? null;
    case 'done':
      return shortfall(report, lastRun, systems, now, format);
    default:
      return null;
  }
}

/** What a refresh that was through could not bring in. */
function shortfall(report: Report, run: Run, systems: Systems, now: number, format: Format): string | null {
  const [stale] = failedSources(run);
  if (stale) {
    const sentence = staleSourceSentence(stale, systemOf(stale.provider, systems), now, format);
    return `${stale.account}: ${sentence}`;
  }
  const { certificate } = run;
  return certificate && !certificate.complete ? completenessOf(certificate, report.dataset, format) : null;
}

function scheduleTrouble({ schedule }: Report, now: number, format: Format): string | null {
  if (!schedule || schedule.paused?.because === 'person') return null;
  const { text, tone } = scheduleLine(schedule, now, format);
  return tone === 'warning' ? text : null;
}

/** Why a refresh wrote nothing and what to do, or null when nothing failed. */
export function failureOfRun(report: Report, { error }: Run, now: number, format: Format): Problem | null {
  return error && runFailureOf(error.code, error.message, nextTryOf(report, now, format));
}

/** When a report is refreshed next without anybody asking, in words; null: it is not. */
export function nextTryOf({ schedule }: Report, now: number, format: Format): string | null {
  const isPlanned = schedule !== null && schedule.paused === null && schedule.nextDue !== null;
  return isPlanned && schedule.nextDue !== null ? format.since(schedule.nextDue, now) : null;
}
