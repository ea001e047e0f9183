import { useLayoutEffect, useState } from 'preact/hooks';
import { windowOf, type Layout, type Window } from './viewport.ts';

/** Which rows and columns are on screen; `scroll` is kept up to date for the next time the tab is shown. */
export function useWindow(
  element: { current: HTMLDivElement | null },
  layout: Layout,
  scroll: { top: number; left: number },
): Window {
  const [shown, setShown] = useState<Window>({ fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 0 });
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return undefined;
    const update = (): void => {
      scroll.top = grid.scrollTop;
      scroll.left = grid.scrollLeft;
      const next = windowOf(layout, grid);
      setShown((known) => (sameWindow(known, next) ? known : next));
    };
    grid.scrollTo(scroll.left, scroll.top);
    const observer = new ResizeObserver(update);
    observer.observe(grid);
    grid.addEventListener('scroll', update, { passive: true });
    update();
    return () => {
      observer.disconnect();
      grid.removeEventListener('scroll', update);
    };
  }, [layout]);
  return shown;
}

function sameWindow(a: Window, b: Window): boolean {
  return a.fromRow === b.fromRow && a.toRow === b.toRow && a.fromColumn === b.fromColumn && a.toColumn === b.toColumn;
}
