import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FileView } from '../../wire.ts';
import { readFiles } from '../api.ts';
import type { CommandDesk } from '../commands/command.ts';
import { messageOf } from '../message-of.ts';
import { Dialog } from './dialog.tsx';

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** File > Open: the spreadsheets this person owns or was given. */
export function OpenDialog({ desk, onClose }: { desk: CommandDesk; onClose: () => void }): VNode {
  const { viewer, openFile } = desk;
  const [files, setFiles] = useState<readonly FileView[]>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    readFiles(viewer.user).then(
      (read) => setFiles(read.files),
      (error: unknown) => setFailure(messageOf(error)),
    );
  }, []);
  const open = (spreadsheetId: string): void => {
    onClose();
    openFile(spreadsheetId);
  };
  return (
    <Dialog label="Open a spreadsheet" onClose={onClose} look="open-dialog">
      {failure !== '' && <p class="failure">{failure}</p>}
      {files?.length === 0 && <p>Nothing is shared with {viewer.user} yet.</p>}
      <ul>
        {files?.map((file) => (
          <li key={file.spreadsheetId}>
            <button
              type="button"
              aria-current={file.spreadsheetId === viewer.spreadsheetId}
              onClick={() => open(file.spreadsheetId)}
            >
              <span class="file-title">
                {file.title}
                {file.isDemo && <span class="badge">Demo</span>}
              </span>
              <small>
                {file.owner === viewer.user ? 'me' : file.owner} · {WHEN.format(file.modified)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
