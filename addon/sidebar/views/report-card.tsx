import { useState } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { datasetOf, datasetTitleOf, providerOf } from '../catalogue.ts';
import { failureOf } from '../problem.ts';
import { isOver } from '../run-stream.ts';
import { useRun } from '../use-run.ts';
import { useTask, type Task } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { Confirm } from './confirm.tsx';
import { ReportResult } from './report-result.tsx';
import { RunPanel, StartingPanel } from './run-panel.tsx';

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
      <Source report={report} />
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
  const sheetId = lastRun?.sheetId ?? null;
  const text = words.report;
  return (
    <>
      <div class="card-title">
        <h2>{destination?.tab ?? name}</h2>
        {sheetId !== null && (
          <button
            type="button"
            class="text"
            aria-label={text.showOf(name)}
            onClick={() => showing.start(async () => await google.showTab(sheetId))}
          >
            {showing.isBusy ? text.showing : text.show}
          </button>
        )}
      </div>
      <AppNotice problem={showing.problem} />
    </>
  );
}

/** Where the rows come from: "TIXNGO · Tickets · demo-app · spring-gala-2027", broken only between its parts. */
function Source({ report }: { report: Report }) {
  const { catalogue } = useApp();
  const account = catalogue.accounts.find(({ id }) => id === report.connectionId);
  const dataset = datasetOf(providerOf(catalogue, report.connectionId), report.dataset);
  const scope = (dataset?.scope ?? []).filter(({ kind }) => kind === 'text').map(({ id }) => report.scope[id] ?? '');
  const title = datasetTitleOf(catalogue, report.dataset);
  const parts = [account?.label ?? words.home.someoneElses, title, ...scope].filter(Boolean);
  return (
    <p class="small source">
      {parts.map((part, index) => (
        <span key={index}>{index < parts.length - 1 ? `${part} ·` : part}</span>
      ))}
    </p>
  );
}

type Starting = Task & { refresh: () => void };

function useStarting(report: Report): Starting {
  const { api, onRun } = useApp();
  const task = useTask();
  return { ...task, refresh: () => task.start(async () => onRun(await api.startRun(report.id))) };
}

function AtRest({ report, starting }: { report: Report; starting: Starting }) {
  const { api, reload, go } = useApp();
  const removing = useTask();
  const [isAsking, setAsking] = useState(false);
  const remove = (): void =>
    removing.start(async () => {
      await api.deleteReport(report.id);
      await reload();
    });
  const error = report.lastRun?.status === 'failed' ? report.lastRun.error : null;
  if (isAsking) {
    const { removeAsk: question, remove: action, removing: busy } = words.report;
    return (
      <Confirm {...{ question, action, busy }} task={removing} onConfirm={remove} onKeep={() => setAsking(false)} />
    );
  }
  return (
    <>
      <ReportResult report={report} />
      {error && <AppNotice problem={failureOf(error.code, error.message)} />}
      <ReportActions
        report={report}
        onRefresh={starting.refresh}
        onEdit={() => go({ view: 'form', report })}
        onRemove={() => setAsking(true)}
      />
    </>
  );
}

type ActionsProps = { report: Report; onRefresh: () => void; onEdit: () => void; onRemove: () => void };

function ReportActions({ report: { name, connectionId }, onRefresh, onEdit, onRemove }: ActionsProps) {
  const { accounts } = useApp().catalogue;
  // Colleagues of another team refresh a report; only those who have its account change it.
  const isOurs = accounts.some(({ id }) => id === connectionId);
  const text = words.report;
  return (
    <div class="actions">
      <button type="button" class="soft" aria-label={text.refreshOf(name)} onClick={onRefresh}>
        {text.refresh}
      </button>
      <span class="spring" />
      {isOurs && (
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
