import { useState } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import type { Preflight, RunOrder } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { isOurs } from '../catalogue.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { CheckFacts } from './check-facts.tsx';
import { ReportPlaces } from './report-places.tsx';

type Props = { report: Report; onStart: (order: RunOrder) => void };

/** What one rarely wants to know of a report. */
export function ReportMore({ report, onStart }: Props) {
  const { api, catalogue } = useApp();
  const [check, setCheck] = useState<Preflight>();
  const asking = useTask();
  const ask = (): void => asking.start(async () => setCheck(await api.preflight({ reportId: report.id })));
  const text = words.report;
  // Only where rows are found again can an edit be told from a change; elsewhere a refresh overwrites it or leaves it.
  const canCheck = report.writeMode === 'sync' && report.lastRun !== null;
  return (
    <details class="report-more">
      <summary aria-label={text.moreOf(report.name)}>{text.more}</summary>
      <div class="more">
        {isOurs(report, catalogue) && <ReportPlaces report={report} />}
        {canCheck && (
          <button type="button" class="text" onClick={() => onStart({ repair: 'list' })}>
            {words.edits.check}
          </button>
        )}
        <button type="button" class="text" aria-busy={asking.isBusy} onClick={ask}>
          {asking.isBusy ? words.check.busy : words.check.ask}
        </button>
        <AppNotice problem={asking.problem} />
        {check && !asking.isBusy && <CheckFacts check={check} tab={report.destination?.tab ?? report.name} />}
      </div>
    </details>
  );
}
