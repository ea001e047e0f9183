import { useRef, useState } from 'preact/hooks';
import { cellAt, TOP, type Selection } from './grid/selection.ts';

/** What is selected and where one scrolled to, kept for each tab. */
export function useSelections(sheetId: number) {
  const [selections, setSelections] = useState<Readonly<Record<number, Selection>>>({});
  const scrolls = useRef(new Map<number, { top: number; left: number }>());
  const scroll = scrolls.current.get(sheetId) ?? { top: 0, left: 0 };
  scrolls.current.set(sheetId, scroll);
  return {
    selection: selections[sheetId] ?? cellAt(TOP),
    scroll,
    select: (next: Selection): void => setSelections((known) => ({ ...known, [sheetId]: next })),
  };
}
