import { columnLetters, createAxis, type Axis } from '../grid/axis.ts';
import { counted, type Command, type CommandDesk } from './command.ts';

type Dimension = 'ROWS' | 'COLUMNS';

const WORDS = {
  ROWS: { one: 'row', before: 'above', after: 'below' },
  COLUMNS: { one: 'column', before: 'left', after: 'right' },
} as const;

const spanOf = ({ box }: CommandDesk, dimension: Dimension) =>
  dimension === 'ROWS' ? { from: box.row, count: box.rows } : { from: box.column, count: box.columns };

/** Inserting as many rows or columns as are selected. */
export function insertLines(desk: CommandDesk, dimension: Dimension): Command[] {
  const { edit } = desk.editing;
  const { from, count } = spanOf(desk, dimension);
  const { one, before, after } = WORDS[dimension];
  const lines = counted(count, one);
  return [
    {
      caption: `${lines} ${before}`,
      run: () => edit({ kind: 'insert', dimension, from, count, like: 'after' }),
    },
    {
      caption: `${lines} ${after}`,
      run: () => edit({ kind: 'insert', dimension, from: from + count, count, like: 'before' }),
    },
  ];
}

/** `row 3`, `rows 3 – 5`, `column B`. */
function named(desk: CommandDesk, dimension: Dimension): string {
  const { from, count } = spanOf(desk, dimension);
  const name = (index: number): string => (dimension === 'ROWS' ? String(index + 1) : columnLetters(index));
  const { one } = WORDS[dimension];
  return count === 1 ? `${one} ${name(from)}` : `${one}s ${name(from)} – ${name(from + count - 1)}`;
}

export function deleteLines(desk: CommandDesk, dimension: Dimension): Command {
  const span = spanOf(desk, dimension);
  return {
    caption: `Delete ${named(desk, dimension)}`,
    run: () => desk.editing.edit({ kind: 'delete', dimension, ...span }),
  };
}

/** Hiding what is selected, and showing what is hidden in or beside it. */
export function hideLines(desk: CommandDesk, dimension: Dimension): Command[] {
  const { edit } = desk.editing;
  const { from, count } = spanOf(desk, dimension);
  const hide: Command = {
    caption: `Hide ${named(desk, dimension)}`,
    run: () => edit({ kind: 'hide', dimension, from, count, hidden: true }),
  };
  const hidden = hiddenNear(desk, dimension);
  if (!hidden) return [hide];
  const { hiddenCount, ...lines } = hidden;
  const caption = `Unhide ${counted(hiddenCount, WORDS[dimension].one)}`;
  return [hide, { caption, run: () => edit({ kind: 'hide', dimension, ...lines, hidden: false }) }];
}

type Hidden = { from: number; count: number; hiddenCount: number };

/** Hidden lines in what is selected or right beside it; rows that a filter hides come back with the filter only. */
function hiddenNear(desk: CommandDesk, dimension: Dimension): Hidden | undefined {
  const { tab } = desk;
  const isRows = dimension === 'ROWS';
  if (isRows && tab.filter && tab.filter.active.length > 0) return undefined;
  const { from, count } = spanOf(desk, dimension);
  const [total, sizes] = isRows ? [tab.rowCount, tab.rowSizes] : [tab.columnCount, tab.columnSizes];
  const axis = createAxis(total, 1, sizes);
  const first = passing(axis, from, -1);
  const end = passing(axis, from + count - 1, 1) + 1;
  const hiddenCount = end - first - axis.shown(first, end).length;
  return hiddenCount > 0 ? { from: first, count: end - first, hiddenCount } : undefined;
}

/** The last hidden line beside this one. */
function passing(axis: Axis, from: number, step: 1 | -1): number {
  let at = from;
  while (at + step >= 0 && at + step < axis.count && axis.size(at + step) === 0) at += step;
  return at;
}

/** View > Freeze. */
export function freezeCommands(desk: CommandDesk): Command[] {
  const { tab, box, editing } = desk;
  const freeze = (dimension: Dimension, count: number, caption: string): Command => ({
    caption,
    isChecked: count === (dimension === 'ROWS' ? tab.frozenRowCount : tab.frozenColumnCount),
    run: () => editing.edit({ kind: 'freeze', dimension, count }),
  });
  const [row, column] = [box.row + box.rows, box.column + box.columns];
  return [
    { heading: 'Freeze' },
    freeze('ROWS', 0, 'No rows'),
    freeze('ROWS', 1, '1 row'),
    ...(row > 1 && row < 20 ? [freeze('ROWS', row, `Up to row ${row}`)] : []),
    'line',
    freeze('COLUMNS', 0, 'No columns'),
    freeze('COLUMNS', 1, '1 column'),
    ...(column > 1 && column < 6 ? [freeze('COLUMNS', column, `Up to column ${columnLetters(column - 1)}`)] : []),
  ];
}
