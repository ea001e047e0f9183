import { useId } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';

/** Whether this spreadsheet has the tab "Willcall". */
export function StatusTabChoice() {
  const { api, catalogue, reload } = useApp();
  const help = useId();
  const saving = useTask();
  const { spreadsheet } = catalogue;
  if (!spreadsheet) return null;
  const set = (statusTab: boolean): void =>
    saving.start(async () => {
      await api.changeSpreadsheet(spreadsheet.id, { statusTab });
      await reload();
    });
  const { statusTab: text } = words;
  return (
    <div class="setting">
      <label class="check">
        <input
          type="checkbox"
          checked={spreadsheet.statusTab !== saving.isBusy}
          aria-describedby={help}
          aria-busy={saving.isBusy}
          onChange={() => set(!spreadsheet.statusTab)}
        />
        {text.show}
      </label>
      <p id={help} class="small">
        {text.help}
      </p>
      <AppNotice problem={saving.problem} />
    </div>
  );
}
