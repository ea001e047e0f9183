import { useState } from 'preact/hooks';
import type { Preview, Report } from '../../shared/api.ts';
import { useApp } from './app-context.ts';
import type { Problem } from './problem.ts';
import { draftOf, newDraft, type ReportDraft } from './report-draft.ts';
import { errorsOf, refusedFields, type DraftErrors } from './report-errors.ts';
import { changeOf, previewInputOf, reportInputOf } from './report-input.ts';
import { useCheck, type Check } from './use-check.ts';
import { useTask } from './use-task.ts';

/** A preview and what it was asked for, to notice that the form has changed since. */
type ShownPreview = { preview: Preview; of: string };

export type ReportForm = {
  draft: ReportDraft;
  change: (draft: ReportDraft) => void;
  errors: DraftErrors;
  preview: Preview | undefined;
  isPreviewOld: boolean;
  isPreviewing: boolean;
  check: Check;
  isStarting: boolean;
  problem: Problem | undefined;
  showPreview: () => void;
  run: () => void;
};

/** The state of the form and what its two buttons do. @param editing the report that is changed; a new one without it. */
export function useReportForm(editing: Report | undefined): ReportForm {
  const { catalogue, api } = useApp();
  const spreadsheet = catalogue.spreadsheet?.id ?? '';
  const [draft, setDraft] = useState<ReportDraft>(() => (editing ? draftOf(editing, catalogue) : newDraft(catalogue)));
  const [isChecked, setChecked] = useState(false);
  const [shown, setShown] = useState<ShownPreview>();
  const previewing = useTask();
  const check = useCheck(draft, editing);
  const { starting, save } = useSave(draft, editing, check);
  const errors = errorsOf(draft, catalogue, editing);
  const whenSound = (work: () => void, isFine: (id: string) => boolean): void => {
    setChecked(true);
    starting.clear();
    previewing.clear();
    if (Object.keys(errors).every(isFine)) work();
  };
  const read = async (): Promise<void> => {
    const input = previewInputOf(draft, spreadsheet);
    setShown({ preview: await api.preview(input), of: JSON.stringify(input) });
  };
  const asked = draft.dataset === '' ? '' : JSON.stringify(previewInputOf(draft, spreadsheet));
  const problem = starting.problem ?? previewing.problem;
  return {
    draft,
    change: setDraft,
    errors: isChecked ? { ...refusedFields(problem, draft, catalogue), ...errors } : {},
    preview: shown?.preview,
    isPreviewOld: shown !== undefined && shown.of !== asked,
    isPreviewing: previewing.isBusy,
    check,
    isStarting: starting.isBusy,
    problem,
    showPreview: () =>
      whenSound(() => {
        previewing.start(read);
        if (Object.keys(errors).length === 0) check.ask();
      }, isOfTab),
    run: () => whenSound(save, () => false),
  };
}

/** Whether an error is about the tab, which a preview does without. */
const isOfTab = (id: string): boolean => id === 'tab' || id.startsWith('writing.');

/** Whether the tab is written in this way for the first time. */
function isFirst({ tab, writeMode }: ReportDraft, editing: Report | undefined): boolean {
  if (!editing || editing.lastRun === null) return true;
  return editing.destination?.tab !== tab.trim() || editing.writeMode !== writeMode;
}

/** Saves the report, starts it and goes to the list, where its progress is; not when something is in the way of a first run. */
function useSave(draft: ReportDraft, editing: Report | undefined, check: Check) {
  const { catalogue, api, go, reload, onRun } = useApp();
  const starting = useTask();
  const [saved, setSaved] = useState(editing);
  const send = async (): Promise<void> => {
    if (isFirst(draft, editing) && !(await check.isClear())) return;
    const input = reportInputOf(draft, catalogue.spreadsheet?.id ?? '');
    const report = saved ? await api.changeReport(saved, changeOf(input, saved)) : await api.createReport(input);
    // When only the start fails, the next click must not save a second report.
    setSaved(report);
    const run = await api.startRun(report.id);
    await reload();
    onRun(run);
    go({ view: 'home' });
  };
  return { starting, save: () => starting.start(send) };
}
