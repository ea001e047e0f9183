import { useState } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import type { RunOrder } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { isOurs, mayRefresh } from '../catalogue.ts';
import { isOver } from '../run-stream.ts';
import { useRun } from '../use-run.ts';
import { useTask, type Task } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { Confirm } from './confirm.tsx';
import { EndNotice } from './end-notice.tsx';
import { HoldBox } from './hold-box.tsx';
import { ReportMore } from './report-more.tsx';
import { ReportResult } from './report-result.tsx';
import { ReportSources } from './report-sources.tsx';
import { RunPanel, StartingPanel } from './run-panel.tsx';
import { ScheduleLine } from './schedule/schedule-line.tsx';

type Props = { report: Report; polling: boolean };

/** One report: how it stands, its refresh, and while it runs its progress. */
export function ReportCard({ report, polling }: Props) {
  const { lastRun } = report;
  const following = useRun(lastRun, polling);
  const starting = useStarting(report);
  const problem = starting.problem ?? following.problem;
  const isGoing = lastRun !== null && !isOver(lastRun);
  return (
    <li class="card">
      <CardTitle report={report} />
      <ReportSources report={report} />
      {isGoing && <RunPanel report={report} run={lastRun} isReached={following.isReached} />}
      {starting.isBusy && !isGoing && <StartingPanel name={report.name} />}
      {!isGoing && !starting.isBusy && <AtRest report={report} starting={starting} />}
      <AppNotice problem={problem} />
    </li>
  );
}

/** The tab's name, and the way to it once it is there. */
function CardTitle({ report: { name, destination, lastRun } }: { report: Report }) {
  const { google } = useApp();
  const showing = useTask();
  const tab = destination?.tab ?? name;
  const sheetId = lastRun?.sheetId ?? null;
  // A refresh that did not get to the tab does not know its id; the tab of an earlier one is there all the same.
  const isThere = lastRun !== null && (sheetId !== null || isOver(lastRun));
  const text = words.report;
  return (
    <>
      <div class="card-title">
        <h2>{tab}</h2>
        {isThere && (
          <button
            type="button"
            class="text"
            aria-label={text.showOf(name)}
            onClick={() => showing.start(async () => await google.gotoCell(sheetId, tab, null))}
          >
            {showing.isBusy ? text.showing : text.show}
          </button>
        )}
      </div>
      <AppNotice problem={showing.problem} />
    </>
  );
}

type Starting = Task & { refresh: (order?: RunOrder) => void };

function useStarting(report: Report): Starting {
  const { api, onRun } = useApp();
  const task = useTask();
  return { ...task, refresh: (order) => task.start(async () => onRun(await api.startRun(report.id, order))) };
}

function AtRest({ report, starting }: { report: Report; starting: Starting }) {
  const { api, reload, go, format } = useApp();
  const removing = useTask();
  const [isAsking, setAsking] = useState(false);
  const remove = (): void =>
    removing.start(async () => {
      await api.deleteReport(report.id);
      await reload();
    });
  const { hold, lastRun, clearedAt } = report;
  if (isAsking) {
    const { removeAsk: question, remove: action, removing: busy } = words.report;
    return (
      <Confirm {...{ question, action, busy }} task={removing} onConfirm={remove} onKeep={() => setAsking(false)} />
    );
  }
  return (
    <>
      <ReportResult report={report} onUndo={() => starting.refresh({ repair: 'undo' })} />
      {hold && <HoldBox report={report} hold={hold} />}
      {lastRun && <EndNotice run={lastRun} onStart={starting.refresh} />}
      <ScheduleLine report={report} />
      {clearedAt && <p class="small">{words.retention.clearedLine(format.day(clearedAt))}</p>}
      <ReportActions
        report={report}
        onRefresh={() => starting.refresh()}
        onEdit={() => go({ view: 'form', report })}
        onRemove={() => setAsking(true)}
      />
      <ReportMore report={report} onStart={starting.refresh} />
    </>
  );
}

type ActionsProps = { report: Report; onRefresh: () => void; onEdit: () => void; onRemove: () => void };

function ReportActions({ report, onRefresh, onEdit, onRemove }: ActionsProps) {
  const { catalogue } = useApp();
  const { name } = report;
  const text = words.report;
  return (
    <div class="actions">
      {mayRefresh(report, catalogue) && (
        <button type="button" class="soft" aria-label={text.refreshOf(name)} onClick={onRefresh}>
          {text.refresh}
        </button>
      )}
      <span class="spring" />
      {isOurs(report, catalogue) && (
        <>
          <button type="button" class="text" aria-label={text.editOf(name)} onClick={onEdit}>
            {text.edit}
          </button>
          <button type="button" class="text" aria-label={text.removeOf(name)} onClick={onRemove}>
            {text.remove}
          </button>
        </>
      )}
    </div>
  );
}
