/** A cell by row and column, from 0. */
export type Place = { row: number; column: number };

const PAGE = 30;

type Move = (place: Place, last: Place) => Place;

const MOVES: Record<string, Move> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  Enter: ({ row, column }) => ({ row: row + 1, column }),
  PageDown: ({ row, column }) => ({ row: row + PAGE, column }),
  PageUp: ({ row, column }) => ({ row: row - PAGE, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, last) => ({ row, column: last.column }),
};

const FAR_MOVES: Record<string, Move> = {
  ArrowDown: ({ column }, last) => ({ row: last.row, column }),
  ArrowUp: ({ column }) => ({ row: 0, column }),
  ArrowRight: ({ row }, last) => ({ row, column: last.column }),
  ArrowLeft: ({ row }) => ({ row, column: 0 }),
  Home: () => ({ row: 0, column: 0 }),
  End: (_, last) => last,
};

/** Where a key press moves the selection, or undefined for other keys. */
export function moved(event: KeyboardEvent, place: Place, last: Place): Place | undefined {
  const move = (event.ctrlKey || event.metaKey ? FAR_MOVES : MOVES)[event.key];
  if (!move) return undefined;
  const { row, column } = move(place, last);
  return { row: clamp(row, last.row), column: clamp(column, last.column) };
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
