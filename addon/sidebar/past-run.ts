import type { Run } from '../../shared/api.ts';
import { changesSentence } from './change-words.ts';
import type { Format } from './format.ts';
import { failureOf } from './problem.ts';
import type { ReportState } from './report-state.ts';
import { failedSources } from './staleness.ts';
import { words } from './words.ts';

/** One refresh in a line: when, what came of it, and below it what changed or why not. */
export type PastRun = { tone: ReportState['tone']; when: string; outcome: string; remark: string };

/** Of a run that is over. @param now milliseconds since 1970. */
export function pastRunOf(run: Run, now: number, format: Format): PastRun {
  const at = run.finishedAt ?? run.startedAt;
  const when = at === null ? words.ago.now : format.since(at, now);
  return { when, ...outcomeOf(run, format) };
}

function outcomeOf(run: Run, format: Format): Omit<PastRun, 'when'> {
  const { past } = words;
  if (run.status === 'done') return doneOf(run, format);
  if (run.status === 'cancelled') return { tone: 'quiet', outcome: past.did.cancelled, remark: '' };
  const tone = run.status === 'failed' ? 'bad' : 'warning';
  return { tone, outcome: past.did[endOf(run)], remark: whyOf(run) };
}

function endOf({ status }: Run): 'failed' | 'held' | 'stale' {
  return status === 'held' || status === 'stale' ? status : 'failed';
}

const whyOf = ({ error }: Run): string => (error ? failureOf(error.code, error.message).title : '');

function doneOf(run: Run, format: Format): Omit<PastRun, 'when'> {
  const { past } = words;
  if (run.repair) return { tone: 'quiet', outcome: past.did[run.repair], remark: '' };
  const { isWhole, says } = wholenessOf(run);
  const rows = words.report.rows(format.count(run.certificate?.rows ?? run.rows));
  const changed = run.changes ? [changesSentence(run.changes, format)] : [];
  const remark = [...changed, ...(run.hold ? [past.holds] : [])].join('; ');
  return { tone: isWhole ? 'good' : 'warning', outcome: `${rows} · ${says}`, remark };
}

function wholenessOf(run: Run): { isWhole: boolean; says: string } {
  if (failedSources(run).length > 0) return { isWhole: false, says: words.past.did.partly };
  const isWhole = run.certificate?.complete === true;
  return { isWhole, says: isWhole ? words.report.complete : words.report.incomplete };
}
