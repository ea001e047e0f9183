import { useState } from 'preact/hooks';
import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { isOurs } from '../../catalogue.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { Confirm } from '../confirm.tsx';

/** Deletes a report, after asking; the tab stays. */
export function RemoveReport({ report }: { report: Report }) {
  const { api, reload, go, catalogue } = useApp();
  const removing = useTask();
  const [isAsking, setAsking] = useState(false);
  const { report: text } = words;
  if (!isOurs(report, catalogue)) return null;
  const remove = (): void =>
    removing.start(async () => {
      await api.deleteReport(report.id);
      // to the list first: what is shown here is not there any more
      go({ view: 'home' });
      await reload();
    });
  if (isAsking) {
    const { removeAsk: question, remove: action, removing: busy } = text;
    return (
      <Confirm {...{ question, action, busy }} task={removing} onConfirm={remove} onKeep={() => setAsking(false)} />
    );
  }
  return (
    <button
      type="button"
      class="text bad start"
      aria-label={text.removeOf(report.name)}
      onClick={() => setAsking(true)}
    >
      {text.remove}
    </button>
  );
}
