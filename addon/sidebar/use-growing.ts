import { useEffect, useState } from 'preact/hooks';

/** What fits in sight, and what is added with each next frame. */
const FIRST = 40;
const MORE = 60;

/**
 * How much of a long list to draw: what is in sight at once, the rest frame by frame, so that a click is answered at once.
 *
 * @param of begins anew when it changes, such as a text searched for.
 */
export function useGrowing<T>(list: readonly T[], of = ''): readonly T[] {
  const [drawn, setDrawn] = useState({ of, count: FIRST });
  const count = drawn.of === of ? drawn.count : FIRST;
  const isAll = count >= list.length;
  useEffect(() => {
    if (isAll) return;
    const timer = setTimeout(() => setDrawn({ of, count: count + MORE }), 16);
    return () => clearTimeout(timer);
  }, [of, count, isAll]);
  return isAll ? list : list.slice(0, count);
}
