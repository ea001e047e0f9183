import { useState } from 'preact/hooks';
import { enterText, insertColumn, sortTab, type Viewer } from './api.ts';
import type { Place } from './grid/keys.ts';
import { messageOf } from './message-of.ts';

/** What a person changes in the tab on screen. */
export type EditingActions = {
  enter: (place: Place, text: string) => void;
  /** Inserts a blank column before this one. */
  insert: (column: number) => void;
  sort: (column: number, order: 'ASCENDING' | 'DESCENDING') => void;
  /** Why the last change was refused. */
  message: string;
  dismiss: () => void;
};

export function useEditing(viewer: Viewer, sheetId: number): EditingActions {
  const [message, setMessage] = useState('');
  const tell = (work: Promise<unknown>): void => void work.catch((error: unknown) => setMessage(messageOf(error)));
  return {
    enter: (place, text) => tell(enterText(viewer, { sheetId, ...place }, text)),
    insert: (column) => tell(insertColumn(viewer, { sheetId, column })),
    sort: (column, order) => tell(sortTab(viewer, { sheetId, column, order })),
    message,
    dismiss: () => setMessage(''),
  };
}
