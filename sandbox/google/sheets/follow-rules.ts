/** Conditional format rules: their ranges follow the grid, and their formulas stay true for the first cell. */
import type { BooleanCondition, ConditionalFormatRule, GridRange } from '../schema.generated.ts';
import { type CellReference, type Corner, rewriteReferences, shiftReference } from '../values/formula.ts';
import type { Dimension, SpanChange } from './box.ts';
import { movedRange } from './follow-formulas.ts';
import type { Motion } from './motion.ts';

type Offset = { readonly rows: number; readonly columns: number };

function fixedIndex(corner: Corner, dimension: Dimension): number | undefined {
  if (dimension === 'ROWS') return corner.fixedRow ? corner.row : undefined;
  return corner.fixedColumn ? corner.column : undefined;
}

function withIndex(corner: Corner, dimension: Dimension, index: number): Corner {
  return dimension === 'ROWS' ? { ...corner, row: index } : { ...corner, column: index };
}

/** The parts with a `$` follow their lines; `undefined` when those were deleted. */
function withFixed(reference: CellReference, dimension: Dimension, change: SpanChange): CellReference | undefined {
  const { from, to = from } = reference;
  const [start, end] = [fixedIndex(from, dimension), fixedIndex(to, dimension)];
  if (start === undefined || end === undefined) return reference;
  const span = change({ start, end: end + 1 });
  if (!span) return undefined;
  const moved = { ...reference, from: withIndex(from, dimension, span.start) };
  return reference.to ? { ...moved, to: withIndex(to, dimension, (span.end ?? end + 1) - 1) } : moved;
}

function movedReference(reference: CellReference, by: Offset, { lines }: Motion): CellReference | undefined {
  if (reference.title !== undefined) return reference;
  const fixed = lines ? withFixed(reference, lines.dimension, lines.change) : reference;
  return fixed && shiftReference(fixed, by.rows, by.columns);
}

/** The condition with the formulas in it changed. */
export function withFormulas(condition: BooleanCondition, change: (formula: string) => string): BooleanCondition {
  const values = condition.values?.map((value) =>
    value.userEnteredValue?.startsWith('=') === true
      ? { ...value, userEnteredValue: change(value.userEnteredValue) }
      : value,
  );
  return { ...condition, ...(values ? { values } : {}) };
}

/** The cell the relative references of a rule's formula are meant for. */
export function anchorOf(ranges: readonly GridRange[]): { row: number; column: number } {
  const [first] = ranges;
  return { row: first?.startRowIndex ?? 0, column: first?.startColumnIndex ?? 0 };
}

/** The rule after the motion; `undefined` when all its cells are gone. */
export function movedRule(rule: ConditionalFormatRule, motion: Motion): ConditionalFormatRule | undefined {
  const before = rule.ranges ?? [];
  const ranges = before.flatMap((range) => movedRange(motion, range) ?? []);
  if (ranges.length === 0) return undefined;
  const [old, now] = [anchorOf(before), anchorOf(ranges)];
  const by = { rows: now.row - old.row, columns: now.column - old.column };
  const { booleanRule } = rule;
  if (!booleanRule?.condition) return { ...rule, ranges };
  const condition = withFormulas(booleanRule.condition, (formula) =>
    rewriteReferences(formula, (reference) => movedReference(reference, by, motion)),
  );
  return { ...rule, ranges, booleanRule: { ...booleanRule, condition } };
}
