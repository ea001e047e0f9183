/** The version of this Willcall: the same as in package.json. */
export const VERSION = '0.1.0';

/** The header by which the worker tells its version with every answer. */
export const VERSION_HEADER = 'Willcall-Version';

/** How the sidebar and the worker go together. `fine`: the same version, or at most one minor version apart. */
export type Compatibility = 'fine' | 'sidebar-older' | 'sidebar-newer';

const NUMBERS = /^(\d+)\.(\d+)\.(\d+)(?:[-+]|$)/;

/** Whether a text is a version such as "1.4.0". */
export const isVersion = (text: string): boolean => NUMBERS.test(text);

function numbersOf(version: string): [major: number, minor: number, patch: number] | null {
  const [, major, minor, patch] = NUMBERS.exec(version) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

/**
 * How a sidebar goes together with a worker.
 *
 * @param worker what the worker told; a version that is none is taken for the same.
 */
export function compatibilityOf(worker: string, sidebar: string = VERSION): Compatibility {
  const [theirs, ours] = [numbersOf(worker), numbersOf(sidebar)];
  if (!theirs || !ours) return 'fine';
  if (theirs[0] !== ours[0]) return theirs[0] > ours[0] ? 'sidebar-older' : 'sidebar-newer';
  if (Math.abs(theirs[1] - ours[1]) <= 1) return 'fine';
  return theirs[1] > ours[1] ? 'sidebar-older' : 'sidebar-newer';
}

/** Whether a worker is of an earlier version, by however little. */
export function isOlder(worker: string, sidebar: string = VERSION): boolean {
  const [theirs, ours] = [numbersOf(worker), numbersOf(sidebar)];
  if (!theirs || !ours) return false;
  const first = theirs.findIndex((number, at) => number !== ours[at]);
  return first !== -1 && (theirs[first] ?? 0) < (ours[first] ?? 0);
}
