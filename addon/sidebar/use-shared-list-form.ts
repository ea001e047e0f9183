import { useState } from 'preact/hooks';
import type { Report } from '../../shared/api.ts';
import type { Audience } from '../../shared/audiences.ts';
import { useApp } from './app-context.ts';
import type { ColumnInfo } from './catalogue.ts';
import {
  choosableColumns,
  consentColumns,
  newSharedList,
  sharedListDraftOf,
  sharedListErrors,
  sharedListInput,
  type ColumnChoice,
  type SharedListDraft,
} from './shared-list-draft.ts';
import { useTask, type Task } from './use-task.ts';
import { words } from './words.ts';

export type SharedListForm = {
  draft: SharedListDraft;
  change: (draft: SharedListDraft) => void;
  isLink: boolean;
  setLink: (isLink: boolean) => void;
  errors: Record<string, string>;
  choices: readonly ColumnChoice[];
  consents: readonly ColumnInfo[];
  saving: Task;
  save: () => void;
};

/** The form of a list for others. @param list the one that is changed; a new one without it. */
export function useSharedListForm(report: Report, list: Audience | undefined, onDone: () => void): SharedListForm {
  const { api, catalogue } = useApp();
  const parts = { report, catalogue };
  const [draft, change] = useState(() => (list ? sharedListDraftOf(list) : newSharedList(parts)));
  const [isLink, setWhere] = useState(draft.spreadsheet === '');
  const [isChecked, setChecked] = useState(false);
  const saving = useTask();
  const choices = choosableColumns(parts, isLink);
  const errors = {
    ...sharedListErrors(draft, choices),
    ...(!isLink && !draft.spreadsheet && { spreadsheet: words.form.missing(words.sharing.spreadsheet) }),
  };
  const save = (): void => {
    setChecked(true);
    saving.clear();
    if (Object.keys(errors).length > 0) return;
    const input = sharedListInput(draft, choices);
    saving.start(async () => {
      await (list ? api.changeSharedList(list, input) : api.shareList(report.id, input));
      onDone();
    });
  };
  const setLink = (next: boolean): void => {
    setWhere(next);
    if (next) change({ ...draft, spreadsheet: '' });
  };
  const consents = consentColumns(parts, isLink);
  return { draft, change, isLink, setLink, errors: isChecked ? errors : {}, choices, consents, saving, save };
}
