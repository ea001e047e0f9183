import { useRef, useState } from 'preact/hooks';
import type { Edit } from '../editing/edit.ts';
import type { Edited } from '../wire.ts';
import { makeEdit, takeBack, type Viewer } from './api.ts';
import { messageOf } from './message-of.ts';

/** What a person changes in the tab on screen. */
export type Editing = {
  edit: (edit: Edit, sheetId?: number) => void;
  undo: () => void;
  /** Whether a version of the spreadsheet came from an edit made here. */
  isOwn: (version: number) => boolean;
  /** Why the last change was refused. */
  message: string;
  tell: (message: string) => void;
};

/** @param onMade a tab was added, or copied */
export function useEditing(viewer: Viewer, sheetId: number, onMade: (sheetId: number) => void): Editing {
  const [message, setMessage] = useState('');
  const own = useRef(new Set<number>());
  const follow = (work: Promise<Edited>): void => {
    work.then(
      (edited) => {
        own.current.add(edited.version);
        if (edited.sheetId !== undefined) onMade(edited.sheetId);
      },
      (error: unknown) => setMessage(messageOf(error)),
    );
  };
  return {
    edit: (edit, where = sheetId) => follow(makeEdit(viewer, where, edit)),
    undo: () => follow(takeBack(viewer, sheetId)),
    isOwn: (version) => own.current.has(version),
    message,
    tell: setMessage,
  };
}
