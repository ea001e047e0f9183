import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

type Props = {
  title: string;
  /** How it is now, in a few words. */
  now?: string;
  /** Opens it: something in it is to correct, or was chosen before. */
  isWanted?: boolean;
  children: ComponentChildren;
};

/** What few people change: one line, until somebody opens it. */
export function Fold({ title, now, isWanted = false, children }: Props) {
  const [isOpen, setOpen] = useState(isWanted);
  return (
    <details class="fold" open={isOpen || isWanted} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title}
        {now && <span class="small">{now}</span>}
      </summary>
      <div class="more">{children}</div>
    </details>
  );
}
