import { useState } from 'preact/hooks';
import type { Report, ReportInput } from '../../shared/api.ts';
import { useApp, type App } from './app-context.ts';
import type { ReportDraft } from './report-draft.ts';
import { changeOf, reportInputOf } from './report-input.ts';
import type { Check } from './use-check.ts';
import { useTask } from './use-task.ts';
import { ChangedMeanwhile, WorkerProblem } from './worker-problem.ts';

/** Whether the tab is written in this way for the first time. */
function isFirst({ tab, writeMode }: ReportDraft, editing: Report | undefined): boolean {
  if (!editing || editing.lastRun === null) return true;
  return editing.destination?.tab !== tab.trim() || editing.writeMode !== writeMode;
}

/** Saves the report, starts it and goes to it, where its progress is; not when something is in the way of a first run. */
export function useSave(draft: ReportDraft, editing: Report | undefined, check: Check) {
  const { catalogue, api, go, reload, onRun } = useApp();
  const starting = useTask();
  const [saved, setSaved] = useState(editing);
  const send = async (onStop: () => void): Promise<void> => {
    if (isFirst(draft, editing) && !(await check.isClear())) return onStop();
    const input = reportInputOf(draft, catalogue.spreadsheet?.id ?? '');
    const report = saved ? await changed(saved, input, { api, reload, setSaved }) : await api.createReport(input);
    // When only the start fails, the next click must not save a second report.
    setSaved(report);
    const run = await api.startRun(report.id);
    await reload();
    onRun(run);
    go({ view: 'report', report });
  };
  return { starting, save: (onStop: () => void) => starting.start(() => send(onStop)) };
}

type Changing = Pick<App, 'api' | 'reload'> & { setSaved: (report: Report) => void };

/** @throws ChangedMeanwhile when somebody else was quicker: the next time replaces what they did. */
async function changed(before: Report, input: ReportInput, { api, reload, setSaved }: Changing): Promise<Report> {
  try {
    return await api.changeReport(before, changeOf(input, before));
  } catch (error) {
    if (!(error instanceof WorkerProblem) || error.code !== 'conflict') throw error;
    const { reports } = await reload();
    const latest = reports.find(({ id }) => id === before.id);
    if (!latest || latest.version === before.version) throw error;
    setSaved(latest);
    throw new ChangedMeanwhile('the report has another version', { cause: error });
  }
}
