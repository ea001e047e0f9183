import { useEffect, useMemo, useState } from 'preact/hooks';
import { readCells, type Viewer } from './api.ts';
import { CellStore } from './grid/cell-store.ts';

/** The cells of the tab on screen; `arrivals` grows with every chunk that arrived. */
export function useCells(
  viewer: Viewer,
  sheetId: number,
  isOwn: (version: number) => boolean,
): { store: CellStore; arrivals: number } {
  const [arrivals, setArrivals] = useState(0);
  const store = useMemo(() => {
    const onChange = (): void => setArrivals((count) => count + 1);
    return new CellStore((block, signal) => readCells(viewer, { sheetId, ...block }, signal), onChange, isOwn);
  }, [viewer.spreadsheetId, viewer.user, sheetId]);
  useEffect(() => () => store.close(), [store]);
  return { store, arrivals };
}
