import type { ComponentChildren } from 'preact';
import type { Task } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';

type Props = {
  /** What sending it does, as the button says it, and while it goes on. */
  action: string;
  busy: string;
  /** Where it goes on, and why it last failed. */
  task: Pick<Task, 'isBusy' | 'problem'>;
  onSend: () => void;
  onCancel?: () => void;
  /** Further buttons, between sending and cancelling. */
  more?: ComponentChildren;
  children: ComponentChildren;
};

/** Fields that are sent at once: by a button or Enter, with what went wrong between the fields and the buttons. */
export function ActionForm({ action, busy, task, onSend, onCancel, more, children }: Props) {
  return (
    <form
      class="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      <AppNotice problem={task.problem} />
      <div class="actions">
        <button type="submit" class="primary" aria-busy={task.isBusy}>
          {task.isBusy ? busy : action}
        </button>
        {more}
        {onCancel && (
          <button type="button" class="text" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
