import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { mayRefresh } from '../../catalogue.ts';
import type { ReportState } from '../../report-state.ts';
import { isOver } from '../../run-stream.ts';
import { nextTryOf } from '../../trouble.ts';
import { useNow } from '../../use-now.ts';
import { useReportState } from '../../use-report-state.ts';
import { useRun } from '../../use-run.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Announcement } from '../announcement.tsx';
import { AppNotice } from '../app-notice.tsx';
import { EndNotice } from '../end-notice.tsx';
import { HoldBox } from '../hold-box.tsx';
import { ReportResult } from '../report-result.tsx';
import { RunPanel, StartingPanel } from '../run-panel.tsx';

/** How a report stands: while it is refreshed how far that is, else what the last refresh did and what it waits for. */
export function ReportNow({ report }: { report: Report }) {
  const { refreshing } = useApp();
  const { id, lastRun, name } = report;
  const following = useRun(lastRun, false);
  const state = useReportState(report);
  const starting = refreshing.stateOf(id);
  const isGoing = lastRun !== null && !isOver(lastRun);
  return (
    <section class="now" aria-label={words.report.last}>
      {isGoing && (
        <>
          <RunPanel report={report} run={lastRun} isReached={following.isReached} />
          <p class="small">{words.run.goesOn}</p>
        </>
      )}
      {!isGoing && starting.isStarting && <StartingPanel name={name} />}
      {!isGoing && !starting.isStarting && <AtRest report={report} state={state} />}
      <AppNotice problem={starting.problem ?? following.problem} />
      <Announcement report={report} state={state} />
      <Actions report={report} isAtRest={!isGoing && !starting.isStarting} />
    </section>
  );
}

function AtRest({ report, state }: { report: Report; state: ReportState }) {
  const { refreshing } = useApp();
  const { id, hold, lastRun } = report;
  return (
    <>
      <p class={`state ${state.tone}`}>{state.text}</p>
      {lastRun?.status === 'stale' && <NextTry report={report} />}
      {hold && <HoldBox report={report} hold={hold} />}
      {lastRun && <EndNotice report={report} run={lastRun} onStart={(order) => refreshing.refresh(id, order)} />}
      <ReportResult report={report} onUndo={() => refreshing.refresh(id, { repair: 'undo' })} />
    </>
  );
}

function NextTry({ report }: { report: Report }) {
  const { format } = useApp();
  const next = nextTryOf(report, useNow(30_000), format);
  return <p class="small">{next === null ? words.problem.tryYourself : words.problem.tryAt(next)}</p>;
}

function Actions({ report, isAtRest }: { report: Report; isAtRest: boolean }) {
  const { catalogue, refreshing } = useApp();
  const { id, name, lastRun } = report;
  const { report: text } = words;
  return (
    <div class="actions">
      {isAtRest && mayRefresh(report, catalogue) && (
        <button
          type="button"
          class={lastRun?.status === 'failed' ? 'soft' : 'primary'}
          aria-label={text.refreshOf(name)}
          onClick={() => refreshing.refresh(id)}
        >
          {text.refresh}
        </button>
      )}
      <ShowTab report={report} />
    </div>
  );
}

/** The way to the tab, once it is there. */
function ShowTab({ report: { name, destination, lastRun } }: { report: Report }) {
  const { google } = useApp();
  const showing = useTask();
  const tab = destination?.tab ?? name;
  const sheetId = lastRun?.sheetId ?? null;
  // A refresh that did not get to the tab does not know its id; the tab of an earlier one is there all the same.
  const isThere = lastRun !== null && (sheetId !== null || isOver(lastRun));
  const text = words.report;
  if (!isThere) return null;
  return (
    <>
      <button
        type="button"
        aria-busy={showing.isBusy}
        onClick={() => showing.start(async () => await google.gotoCell(sheetId, tab, null))}
      >
        {showing.isBusy ? text.showing : text.show}
      </button>
      <AppNotice problem={showing.problem} />
    </>
  );
}
