import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Task } from '../use-task.ts';
import { words } from '../words.ts';
import { Notice } from './notice.tsx';

type Props = {
  question: string;
  action: string;
  busy: string;
  /** On the button that leaves it as it is. */
  keep?: string;
  task: Task;
  onConfirm: () => void;
  onKeep: () => void;
  /** What it is about, below the question. */
  children?: ComponentChildren;
};

/** Asks before something is deleted, in place of the buttons that led here. */
export function Confirm({
  question,
  action,
  busy,
  keep: keepText = words.keep,
  task,
  onConfirm,
  onKeep,
  children,
}: Props) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div class="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      {children}
      <Notice problem={task.problem} />
      <div class="actions">
        <button type="button" class="danger" aria-busy={task.isBusy} onClick={onConfirm}>
          {task.isBusy ? busy : action}
        </button>
        <button type="button" ref={keep} onClick={onKeep}>
          {keepText}
        </button>
      </div>
    </div>
  );
}
