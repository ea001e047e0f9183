import type { TabView, WorkbookView } from '../../wire.ts';
import type { Viewer } from '../api.ts';
import type { DrawnCell } from '../grid/cell-store.ts';
import type { Box, Selection } from '../grid/selection.ts';
import type { Clipboard } from '../use-clipboard.ts';
import type { Editing } from '../use-editing.ts';

/** A line of a menu: something to do, a heading, or a line between. */
export type Command =
  | { caption: string; keys?: string; isChecked?: boolean; isOff?: boolean; run: () => void }
  | { heading: string }
  | 'line';

/** What can be asked of the person in front of the editor. */
export type Asked =
  | { kind: 'share' }
  | { kind: 'rename-file' }
  | { kind: 'copy-file' }
  | { kind: 'open-file' }
  | { kind: 'rename-tab'; sheetId: number }
  | { kind: 'delete-tab'; sheetId: number }
  | { kind: 'note' }
  | { kind: 'about' };

/** Everything a command may need. */
export type CommandDesk = {
  viewer: Viewer;
  workbook: WorkbookView;
  tab: TabView;
  selection: Selection;
  box: Box;
  /** The active cell. */
  cell: DrawnCell;
  canEdit: boolean;
  editing: Editing;
  clipboard: Clipboard;
  ask: (question: Asked) => void;
  openFile: (spreadsheetId: string) => void;
};

/** `1 row`, `3 rows`. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;
}
