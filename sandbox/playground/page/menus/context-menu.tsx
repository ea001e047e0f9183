import type { VNode } from 'preact';
import type { Command } from '../commands/command.ts';
import type { Point } from '../grid/use-pointer.ts';
import { CommandList } from './command-list.tsx';
import { Popover } from './popover.tsx';
import { useClosing } from './use-closing.ts';

/** The menu of the right mouse button. */
export function ContextMenu({
  at,
  commands,
  onClose,
}: {
  at: Point;
  commands: readonly Command[];
  onClose: () => void;
}): VNode {
  useClosing(true, onClose);
  return (
    <Popover at={at} look="context-menu">
      <CommandList commands={commands} />
    </Popover>
  );
}
