import type { SizeRun } from '../../wire.ts';

/** Positions along the rows or the columns of a tab, in pixels from the first one. */
export type Axis = {
  readonly count: number;
  readonly total: number;
  start(index: number): number;
  size(index: number): number;
  /** The row or column under a position, within the tab. */
  at(pixels: number): number;
  /** Those of a range that are not hidden. */
  shown(from: number, to: number): number[];
};

/** An axis of equal sizes with some runs that differ; the runs are sorted and do not overlap. */
export function createAxis(count: number, defaultSize: number, runs: readonly SizeRun[]): Axis {
  const shifts = [0];
  for (const [from, to, pixels] of runs) shifts.push((shifts.at(-1) ?? 0) + (to - from) * (pixels - defaultSize));
  const start = (index: number): number => {
    const before = firstIndex(runs.length, (run) => (runs[run]?.[1] ?? 0) > index);
    const [from, , pixels] = runs[before] ?? [index, index, defaultSize];
    const inside = Math.max(0, index - from) * (pixels - defaultSize);
    return index * defaultSize + (shifts[before] ?? 0) + inside;
  };
  const at = (pixels: number): number => Math.max(0, firstIndex(count, (index) => start(index) > pixels) - 1);
  const shown = (from: number, to: number): number[] => {
    const found: number[] = [];
    for (let index = from; index < to; index += 1) {
      const run = firstIndex(runs.length, (one) => (runs[one]?.[1] ?? 0) > index);
      const [first, end, pixels] = runs[run] ?? [to, to, 1];
      if (index >= first && pixels === 0) index = end - 1;
      else found.push(index);
    }
    return found;
  };
  return { count, total: start(count), start, size: (index) => start(index + 1) - start(index), at, shown };
}

/** The smallest index in `[0, count)` for which a claim holds that stays true once it is; `count` when none. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A CSS length. */
export function px(pixels: number): string {
  return `${pixels}px`;
}

/** `0` is A, `26` is AA. */
export function columnLetters(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** The opposite: A is `0`. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
