import type { VNode } from 'preact';
import type { CommandDesk } from '../commands/command.ts';
import { Dialog } from './dialog.tsx';

type DeleteTabProps = { desk: CommandDesk; sheetId: number; onClose: () => void };

/** Asks before a tab is gone for good. */
export function DeleteTabDialog({ desk, sheetId, onClose }: DeleteTabProps): VNode {
  const title = desk.workbook.tabs.find((tab) => tab.sheetId === sheetId)?.title ?? '';
  const remove = (): void => {
    onClose();
    desk.editing.edit({ kind: 'delete-tab' }, sheetId);
  };
  return (
    <Dialog label={`Delete “${title}”?`} onClose={onClose}>
      <p>The sheet and everything in it are gone for everybody.</p>
      <div class="dialog-end">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={remove}>
          Delete
        </button>
      </div>
    </Dialog>
  );
}
