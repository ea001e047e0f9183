import { useState } from 'preact/hooks';
import type { Workspace } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

/** What the team is called, what one is in it, and for admins the way to another name. */
export function TeamName({ team }: { team: Workspace }) {
  const [isOpen, setOpen] = useState(false);
  const { team: text } = words;
  if (isOpen) return <Rename team={team} onDone={() => setOpen(false)} />;
  return (
    <div class="card-title">
      <div>
        <h2>{team.name}</h2>
        <p class="small">{text.you[team.role]}</p>
      </div>
      {team.role === 'admin' && (
        <button type="button" class="text" onClick={() => setOpen(true)}>
          {text.rename}
        </button>
      )}
    </div>
  );
}

function Rename({ team, onDone }: { team: Workspace; onDone: () => void }) {
  const { api, reload } = useApp();
  const [name, setName] = useState(team.name);
  const saving = useTask();
  const { team: text } = words;
  const save = (): void => {
    if (name.trim() === '') return;
    saving.start(async () => {
      await api.renameTeam(team, name.trim());
      await reload();
      onDone();
    });
  };
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        {text.name}
        <input
          type="text"
          autocomplete="off"
          maxLength={200}
          value={name}
          ref={(input) => input?.focus()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <AppNotice problem={saving.problem} />
      <div class="actions">
        <button type="submit" class="primary" aria-busy={saving.isBusy}>
          {saving.isBusy ? words.saving : words.save}
        </button>
        <button type="button" class="text" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
