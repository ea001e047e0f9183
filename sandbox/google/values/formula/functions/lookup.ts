import { parseBox } from '../../a1.ts';
import { type CellValue, isError } from '../../value.ts';
import { type Area, compareValues, fail, type Operand, toText } from '../operand.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';
import type { FormulaContext } from '../context.ts';

type Line = { length: number; at: (index: number) => CellValue | undefined };

function lineOf(area: Area): Line {
  if (area.columns === 1) return { length: area.rows, at: (index) => area.at(index, 0) };
  if (area.rows === 1) return { length: area.columns, at: (index) => area.at(0, index) };
  return fail('N_A', 'The range must be a single row or a single column.');
}

function isSame(wanted: CellValue | undefined, value: CellValue | undefined): boolean {
  return value !== undefined && !isError(value) && compareValues(wanted, value) === 0;
}

/** Place of a value: `exact`, or the last that is not greater in a sorted line. */
function placeIn(line: Line, wanted: CellValue | undefined, how: 'exact' | 'ascending' | 'descending'): number {
  let best = -1;
  for (let index = 0; index < line.length; index += 1) {
    const value = line.at(index);
    if (how === 'exact' && isSame(wanted, value)) return index;
    if (how === 'exact' || value === undefined || typeof value !== typeof wanted) continue;
    const order = compareValues(value, wanted);
    if (how === 'ascending' ? order > 0 : order < 0) break;
    best = index;
  }
  if (best >= 0) return best;
  return fail('N_A', `Did not find value '${toText(wanted)}' in MATCH evaluation.`);
}

function match(args: Arguments): number {
  const type = args.number(2, 1);
  const how = type === 0 ? 'exact' : type > 0 ? 'ascending' : 'descending';
  return placeIn(lineOf(args.area(1)), args.scalar(0), how) + 1;
}

function lookedUp(args: Arguments, axis: 'rows' | 'columns'): CellValue | undefined {
  const area = args.area(1);
  const index = args.integer(2) - 1;
  const across = axis === 'rows' ? area.columns : area.rows;
  if (index < 0 || index >= across) fail('REF', 'The lookup evaluates to an out of bounds range.');
  const line: Line = { length: area[axis], at: (at) => (axis === 'rows' ? area.at(at, 0) : area.at(0, at)) };
  const place = placeIn(line, args.scalar(0), args.boolean(3, true) ? 'ascending' : 'exact');
  return axis === 'rows' ? area.at(place, index) : area.at(index, place);
}

function xlookup(args: Arguments): Operand {
  const line = lineOf(args.area(1));
  for (let index = 0; index < line.length; index += 1) {
    if (isSame(args.scalar(0), line.at(index))) return lineOf(args.area(2)).at(index);
  }
  return args.count > 3 ? args.operand(3) : fail('N_A', 'Did not find value in XLOOKUP evaluation.');
}

function indexed(args: Arguments): CellValue | undefined {
  const area = args.area(0);
  const isRow = area.rows === 1 && args.count === 2;
  const row = isRow ? 1 : args.integer(1, 1);
  const column = isRow ? args.integer(1) : args.integer(2, 1);
  const isInside = row >= 1 && row <= area.rows && column >= 1 && column <= area.columns;
  return isInside ? area.at(row - 1, column - 1) : fail('NUM', 'Function INDEX parameter value is out of range.');
}

/** A tab named in a text is looked for when the cell is computed: it breaks when the tab is renamed. */
function indirect(args: Arguments, context: FormulaContext): Operand {
  const address = args.text(0);
  const at = address.lastIndexOf('!');
  const written = at < 0 ? undefined : address.slice(0, at);
  const title = written?.startsWith("'") === true ? written.slice(1, -1).replaceAll("''", "'") : written;
  const box = parseBox(address.slice(at + 1));
  const size = context.size(title);
  if (!box || !size)
    return fail('REF', `Function INDIRECT parameter 1 value is '${address}'. It is not a valid cell/range reference.`);
  const { startRowIndex: row = 0, startColumnIndex: column = 0 } = box;
  return {
    kind: 'area',
    rows: (box.endRowIndex ?? size.rows) - row,
    columns: (box.endColumnIndex ?? size.columns) - column,
    row,
    column,
    at: (down, across) => context.cell(title, row + down, column + across),
  };
}

/** Finding cells. */
export const lookup: FunctionTable = {
  ROW: { arity: [0, 1], run: (args, { row }) => (args.count === 0 ? row : args.reference(0).row) + 1 },
  COLUMN: { arity: [0, 1], run: (args, { column }) => (args.count === 0 ? column : args.reference(0).column) + 1 },
  ROWS: { arity: [1, 1], run: (args) => args.area(0).rows },
  COLUMNS: { arity: [1, 1], run: (args) => args.area(0).columns },
  MATCH: { arity: [2, 3], run: match },
  VLOOKUP: { arity: [3, 4], run: (args) => lookedUp(args, 'rows') },
  HLOOKUP: { arity: [3, 4], run: (args) => lookedUp(args, 'columns') },
  XLOOKUP: { arity: [3, 4], run: xlookup },
  INDEX: { arity: [1, 3], run: indexed },
  INDIRECT: { arity: [1, 1], run: indirect },
  CHOOSE: {
    arity: [2, Infinity],
    run: (args) => args.operand(args.integer(0)) ?? fail('NUM', 'CHOOSE index out of range.'),
  },
};
