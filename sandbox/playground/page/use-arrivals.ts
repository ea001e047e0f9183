import { useRef } from 'preact/hooks';
import type { TabView } from '../wire.ts';

/** How many rows a tab got since it was last on screen. */
export function useArrivals(tabs: readonly TabView[], shown: number): (tab: TabView) => number {
  const seen = useRef(new Map<number, number>());
  const isFirst = seen.current.size === 0;
  for (const { sheetId, filledRows } of tabs) {
    if (isFirst || sheetId === shown) seen.current.set(sheetId, filledRows);
  }
  return ({ sheetId, filledRows }) => Math.max(0, filledRows - (seen.current.get(sheetId) ?? 0));
}
