import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { copyFile } from '../api.ts';
import type { CommandDesk } from '../commands/command.ts';
import { messageOf } from '../message-of.ts';
import { AskText } from './ask-text.tsx';

/** File > Make a copy: the copy belongs to whoever makes it. */
export function CopyDialog({ desk, onClose }: { desk: CommandDesk; onClose: () => void }): VNode {
  const { viewer, workbook, editing, openFile } = desk;
  const withPeople = useRef<HTMLInputElement>(null);
  const copy = (title: string): void => {
    copyFile(viewer, title, withPeople.current?.checked ?? false).then(
      ({ spreadsheetId }) => openFile(spreadsheetId),
      (error: unknown) => editing.tell(messageOf(error)),
    );
  };
  return (
    <AskText
      label="Copy document"
      field="Name"
      value={`Copy of ${workbook.title}`}
      action="Make a copy"
      onDone={copy}
      onClose={onClose}
    >
      <label class="check">
        <input type="checkbox" ref={withPeople} />
        Share it with the same people
      </label>
    </AskText>
  );
}
