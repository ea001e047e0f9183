import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { useTabs } from '../../use-tabs.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

type Props = { report: Report; onClose: () => void };

/** Another name for the tab of a report, and the way to begin in a new one. */
export function MoveReport({ report, onClose }: Props) {
  const { go } = useApp();
  const { name, setName, error, saving, save } = useMove(report, onClose);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const { rename: text } = words;
  const tab = report.destination?.tab ?? report.name;
  return (
    <section class="move" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text.title}</h2>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="field">
          <label for={id}>{text.tab}</label>
          <input
            id={id}
            ref={field}
            type="text"
            maxLength={100}
            value={name}
            aria-invalid={error !== undefined}
            aria-describedby={`${id}-what`}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          {error && (
            <p class="field-error" role="alert">
              {error}
            </p>
          )}
          <p id={`${id}-what`} class="small">
            {report.lastRun === null ? text.whatNot : text.what(tab)}
          </p>
        </div>
        <AppNotice problem={saving.problem} />
        <div class="actions">
          <button type="submit" class="primary" aria-busy={saving.isBusy}>
            {saving.isBusy ? text.busy : text.button}
          </button>
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
      <p class="small">{text.instead(tab)}</p>
      <button type="button" class="text start" onClick={() => go({ view: 'form', like: report })}>
        {words.report.duplicateOf(report.name)}
      </button>
    </section>
  );
}

function useMove(report: Report, onDone: () => void) {
  const { api, reload, refreshing } = useApp();
  const [name, setName] = useState(report.destination?.tab ?? '');
  const [isAsked, setAsked] = useState(false);
  const saving = useTask();
  const error = useNameError(report, name.trim());
  const save = (): void => {
    setAsked(true);
    const { destination } = report;
    if (error !== undefined || !destination) return;
    saving.start(async () => {
      const tab = name.trim();
      // a report is called as its tab unless somebody gave it a name of its own
      const called = report.name === destination.tab ? { name: tab } : {};
      await api.changeReport(report, { ...called, destination: { ...destination, tab } });
      await reload();
      refreshing.refresh(report.id);
      onDone();
    });
  };
  return { name, setName, error: isAsked ? error : undefined, saving, save };
}

function useNameError(report: Report, name: string): string | undefined {
  const { catalogue } = useApp();
  const known = useTabs();
  const { rename: text } = words;
  const before = report.destination?.tab ?? '';
  const isSame = (tab: string): boolean => tab.trim().toLowerCase() === name.toLowerCase();
  if (name === '') return text.missing;
  if (name === before) return text.unchanged;
  const others = catalogue.reports
    .filter(({ id }) => id !== report.id)
    .map(({ destination }) => destination?.tab ?? '');
  const tabs = [...others, ...known.filter((tab) => tab !== before)];
  return tabs.some(isSame) ? text.taken(name) : undefined;
}
