import { useEffect, useRef } from 'preact/hooks';
import { readText, type Viewer } from './api.ts';
import { boxOf, type Box, type Extent, type Selection } from './grid/selection.ts';
import { messageOf } from './message-of.ts';
import { parseTsv } from './tsv.ts';
import type { Editing } from './use-editing.ts';

export type Clipboard = { copy: (isCut?: boolean) => void; paste: () => void };

/** What was copied here last: pasted in the same spreadsheet it takes its looks and formulas along. */
type Copied = { sheetId: number; box: Box; text: string; isCut: boolean };

type Options = {
  viewer: Viewer;
  tab: Extent & { sheetId: number };
  selection: Selection;
  editing: Editing;
  /** Why this person may not paste here. */
  refusal: string | undefined;
};

/** Copying and pasting of blocks, between tabs and other programs; with the keyboard while the grid has the focus. */
export function useClipboard(options: Options): Clipboard {
  const copied = useRef<Copied | undefined>(undefined);
  const latest = useRef(options);
  latest.current = options;
  const copy = (isCut = false): void => {
    const { viewer, tab, selection, editing } = latest.current;
    const box = boxOf(selection, tab);
    const text = readText(viewer, { sheetId: tab.sheetId, ...box }).then(({ text: read }) => {
      copied.current = { sheetId: tab.sheetId, box, text: read, isCut };
      return read;
    });
    // The promise goes in at once: the browser allows writing only while it answers a key or a click.
    const item = new ClipboardItem({ 'text/plain': text.then((read) => new Blob([read], { type: 'text/plain' })) });
    navigator.clipboard.write([item]).catch((error: unknown) => editing.tell(messageOf(error)));
  };
  const put = (text: string): void => {
    const { tab, selection, editing, refusal } = latest.current;
    if (refusal !== undefined) return editing.tell(refusal);
    if (text === '') return undefined;
    const { row, column } = boxOf(selection, tab);
    const known = copied.current;
    if (known && sameText(known.text, text)) {
      const { sheetId, box, isCut } = known;
      if (isCut) copied.current = undefined;
      return editing.edit({ kind: 'copy', source: { sheetId, box }, row, column, cut: isCut });
    }
    return editing.edit({ kind: 'enter', row, column, texts: filling(parseTsv(text), boxOf(selection, tab)) });
  };
  const paste = (): void => {
    const refused = (): void => latest.current.editing.tell('The browser keeps the clipboard to itself: press Ctrl+V.');
    navigator.clipboard.readText().then(put, refused);
  };
  useShortcuts({ copy, put });
  return { copy, paste };
}

/** A single copied value fills everything that is selected. */
function filling(texts: string[][], { rows, columns }: Box): string[][] {
  const [[one] = []] = texts;
  const isSingle = texts.length === 1 && texts[0]?.length === 1;
  if (!isSingle || one === undefined || rows * columns > 10_000) return texts;
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => one));
}

/** Some systems write other line ends. */
const sameText = (a: string, b: string): boolean => a === b.replaceAll('\r\n', '\n');

function useShortcuts({ copy, put }: { copy: (isCut: boolean) => void; put: (text: string) => void }): void {
  const latest = useRef({ copy, put });
  latest.current = { copy, put };
  useEffect(() => {
    const isInGrid = (): boolean => document.activeElement?.classList.contains('grid') ?? false;
    const onCopy = (event: Event): void => {
      if (!isInGrid()) return;
      event.preventDefault();
      latest.current.copy(event.type === 'cut');
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!isInGrid()) return;
      event.preventDefault();
      latest.current.put(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
