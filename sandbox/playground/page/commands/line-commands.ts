import { columnLetters, createAxis } from '../grid/axis.ts';
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
  const caption = `Unhide ${counted(hidden.count, WORDS[dimension].one)}`;
  return [hide, { caption, run: () => edit({ kind: 'hide', dimension, ...hidden, hidden: false }) }];
}

function hiddenNear(desk: CommandDesk, dimension: Dimension): { from: number; count: number } | undefined {
  const { tab } = desk;
  const { from, count } = spanOf(desk, dimension);
  const isRows = dimension === 'ROWS';
  const total = isRows ? tab.rowCount : tab.columnCount;
  const axis = createAxis(total, 1, isRows ? tab.rowSizes : tab.columnSizes);
  let first = from;
  let end = from + count;
  while (first > 0 && axis.size(first - 1) === 0) first -= 1;
  while (end < total && axis.size(end) === 0) end += 1;
  const shown = axis.shown(first, end).length;
  return shown < end - first ? { from: first, count: end - first } : undefined;
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
