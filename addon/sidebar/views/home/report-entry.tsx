import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { mayRefresh } from '../../catalogue.ts';
import type { ReportState } from '../../report-state.ts';
import { isOver } from '../../run-stream.ts';
import { useReportState } from '../../use-report-state.ts';
import { useRun } from '../../use-run.ts';
import { words } from '../../words.ts';
import { Announcement } from '../announcement.tsx';
import { AppNotice } from '../app-notice.tsx';
import { sourceNames } from '../report-sources.tsx';
import { RunPanel, StartingPanel } from '../run-panel.tsx';

type Props = { report: Report; trouble: string | null; polling: boolean };

/** One report in the list: how it stands, why somebody should look, its refresh. All of it opens the report. */
export function ReportEntry({ report, trouble, polling }: Props) {
  const { refreshing } = useApp();
  const { lastRun } = report;
  const following = useRun(lastRun, polling);
  const state = useReportState(report);
  const starting = refreshing.stateOf(report.id);
  const isGoing = lastRun !== null && !isOver(lastRun);
  const isAtRest = !isGoing && !starting.isStarting;
  return (
    <li class="entry">
      <EntryTitle report={report} canRefresh={isAtRest} />
      {isGoing && <RunPanel report={report} run={lastRun} isReached={following.isReached} />}
      {!isGoing && starting.isStarting && <StartingPanel name={report.name} />}
      {isAtRest && <Standing state={state} isTroubled={trouble !== null} />}
      {trouble !== null && trouble !== state.text && <p class="trouble">{trouble}</p>}
      <EntrySource report={report} />
      <AppNotice problem={starting.problem ?? following.problem} />
      <Announcement report={report} state={state} />
    </li>
  );
}

/** The dot of a report that is complete and still wants a look is no green one. */
function Standing({ state: { tone, text }, isTroubled }: { state: ReportState; isTroubled: boolean }) {
  return <p class={`state ${isTroubled && tone === 'good' ? 'warned' : tone}`}>{text}</p>;
}

function EntryTitle({ report, canRefresh }: { report: Report; canRefresh: boolean }) {
  const { catalogue, go, refreshing } = useApp();
  const { id, name, destination } = report;
  const tab = destination?.tab ?? name;
  return (
    <div class="entry-title">
      <h2>
        <button type="button" aria-label={words.home.open(tab)} onClick={() => go({ view: 'report', report })}>
          {tab}
        </button>
      </h2>
      {canRefresh && mayRefresh(report, catalogue) && (
        <button
          type="button"
          class="soft"
          aria-label={words.report.refreshOf(name)}
          onClick={() => refreshing.refresh(id)}
        >
          {words.report.refresh}
        </button>
      )}
    </div>
  );
}

/** The accounts and the kind of rows, in one quiet line. */
function EntrySource({ report }: { report: Report }) {
  const { catalogue } = useApp();
  return <p class="small entry-source">{sourceNames(report, catalogue)}</p>;
}
