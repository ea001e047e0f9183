import type { Report } from '../../shared/api.ts';
import { useApp } from './app-context.ts';
import { stateOf, type ReportState } from './report-state.ts';
import { failedSources, staleSentence, systemOf } from './staleness.ts';
import { useNow } from './use-now.ts';

/** How a report stands that is not being refreshed, kept up with the time. */
export function useReportState(report: Report): ReportState {
  const { format, catalogue } = useApp();
  const now = useNow(15_000);
  const { lastRun } = report;
  if (lastRun?.status === 'stale') {
    return { tone: 'warning', text: staleSentence(report, lastRun, catalogue, now, format) };
  }
  const missing = failedSources(lastRun).map(({ provider }) => systemOf(provider, catalogue));
  return stateOf(lastRun, now, format, [...new Set(missing)]);
}
