/** A cell by row and column, from 0. */
export type Place = { row: number; column: number };

const PAGE = 30;

type Move = (place: Place, last: Place) => Place;

/** The part of a key press that moves the selection. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const MOVES: Record<string, Move> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  Enter: ({ row, column }) => ({ row: row + 1, column }),
  Tab: ({ row, column }) => ({ row, column: column + 1 }),
  PageDown: ({ row, column }) => ({ row: row + PAGE, column }),
  PageUp: ({ row, column }) => ({ row: row - PAGE, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, last) => ({ row, column: last.column }),
};

/** With shift these go back instead of selecting more. */
const BACK: Record<string, string> = { Enter: 'ArrowUp', Tab: 'ArrowLeft' };

const FAR_MOVES: Record<string, Move> = {
  ArrowDown: ({ column }, last) => ({ row: last.row, column }),
  ArrowUp: ({ column }) => ({ row: 0, column }),
  ArrowRight: ({ row }, last) => ({ row, column: last.column }),
  ArrowLeft: ({ row }) => ({ row, column: 0 }),
  Home: () => ({ row: 0, column: 0 }),
  End: (_, last) => last,
};

/** Lines of a tab, of which some are hidden. */
type Lines = { rows: { size(index: number): number }; columns: { size(index: number): number } };

/** Where a key press moves to, or undefined for other keys; hidden lines are passed over. */
export function moved(press: Press, place: Place, last: Place, lines: Lines): Place | undefined {
  const isFar = press.ctrlKey || press.metaKey;
  const key = press.shiftKey ? (BACK[press.key] ?? press.key) : press.key;
  const move = (isFar ? FAR_MOVES : MOVES)[key];
  if (!move) return undefined;
  const next = move(place, last);
  return {
    row: visible(lines.rows, place.row, clamp(next.row, last.row), last.row),
    column: visible(lines.columns, place.column, clamp(next.column, last.column), last.column),
  };
}

/** Whether the key selects more instead of moving on. */
export function isExtending({ key, shiftKey }: Press): boolean {
  return shiftKey && BACK[key] === undefined;
}

function visible(axis: Lines['rows'], from: number, to: number, last: number): number {
  if (from === to || axis.size(to) > 0) return to;
  const step = to > from ? 1 : -1;
  let at = to;
  while (at >= 0 && at <= last && axis.size(at) === 0) at += step;
  return at < 0 || at > last ? from : at;
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
