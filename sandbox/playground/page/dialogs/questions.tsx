import type { VNode } from 'preact';
import type { Account } from '../../wire.ts';
import type { Asked, CommandDesk } from '../commands/command.ts';
import { NoteEditor } from '../menus/note-editor.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { AskText } from './ask-text.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { DeleteTabDialog } from './delete-tab-dialog.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';

type AskProps = { desk: CommandDesk; onClose: () => void };
type QuestionsProps = AskProps & { asked: Asked; users: readonly Account[] };

/** The dialog for what a command asks. */
export function Questions({ asked, desk, users, onClose }: QuestionsProps): VNode {
  const { viewer, workbook } = desk;
  switch (asked.kind) {
    case 'share':
      return <ShareDialog viewer={viewer} workbook={workbook} users={users} onClose={onClose} />;
    case 'rename-file':
      return <RenameFile desk={desk} onClose={onClose} />;
    case 'copy-file':
      return <CopyDialog desk={desk} onClose={onClose} />;
    case 'open-file':
      return <OpenDialog desk={desk} onClose={onClose} />;
    case 'rename-tab':
      return <RenameTab desk={desk} sheetId={asked.sheetId} onClose={onClose} />;
    case 'delete-tab':
      return <DeleteTabDialog desk={desk} sheetId={asked.sheetId} onClose={onClose} />;
    case 'note':
      return <NoteEditor desk={desk} onClose={onClose} />;
    case 'about':
      return <AboutDialog onClose={onClose} />;
  }
}

function RenameFile({ desk, onClose }: AskProps): VNode {
  return (
    <AskText
      label="Rename this spreadsheet"
      field="Name"
      value={desk.workbook.title}
      action="Rename"
      onDone={(title) => desk.editing.edit({ kind: 'rename', title })}
      onClose={onClose}
    />
  );
}

function RenameTab({ desk, sheetId, onClose }: AskProps & { sheetId: number }): VNode {
  const title = desk.workbook.tabs.find((tab) => tab.sheetId === sheetId)?.title ?? '';
  return (
    <AskText
      label="Rename this sheet"
      field="Name"
      value={title}
      action="Rename"
      onDone={(next) => desk.editing.edit({ kind: 'rename-tab', title: next }, sheetId)}
      onClose={onClose}
    />
  );
}
