/** Conditional format rules go along when cells are pasted. */
import type { ConditionalFormatRule, GridRange } from '../schema.generated.ts';
import type { BoundBox, Box } from '../values/a1.ts';
import { shiftFormula } from '../values/formula.ts';
import { boxOf, contains, heightOf, overlaps, rangeOf, type Span, subtracted, widthOf } from './box.ts';
import { anchorOf, withFormulas } from './follow-rules.ts';
import type { Tab } from './tab.ts';

/** A rule and the parts of a block it covers. */
export type TakenRule = { readonly rule: ConditionalFormatRule; readonly parts: readonly BoundBox[] };

function shared(tab: Tab, range: GridRange, block: BoundBox): BoundBox {
  const box = tab.bound(boxOf(range));
  return {
    startRowIndex: Math.max(box.startRowIndex, block.startRowIndex),
    endRowIndex: Math.min(box.endRowIndex, block.endRowIndex),
    startColumnIndex: Math.max(box.startColumnIndex, block.startColumnIndex),
    endColumnIndex: Math.min(box.endColumnIndex, block.endColumnIndex),
  };
}

/** The rules of a block as they are before anything is pasted. */
export function takeRules(tab: Tab, block: BoundBox): readonly TakenRule[] {
  return tab.conditionalFormats.flatMap((rule) => {
    const ranges = (rule.ranges ?? []).filter((range) => overlaps(boxOf(range), block));
    return ranges.length > 0 ? [{ rule, parts: ranges.map((range) => shared(tab, range, block)) }] : [];
  });
}

/** The rule for other ranges; its formulas are meant for the first cell, so they move with it. */
function rebased(rule: ConditionalFormatRule, ranges: readonly GridRange[]): ConditionalFormatRule {
  const [old, now] = [anchorOf(rule.ranges ?? []), anchorOf(ranges)];
  const { booleanRule } = rule;
  if (!booleanRule?.condition || (old.row === now.row && old.column === now.column)) return { ...rule, ranges };
  const condition = withFormulas(booleanRule.condition, (formula) =>
    shiftFormula(formula, now.row - old.row, now.column - old.column),
  );
  return { ...rule, ranges, booleanRule: { ...booleanRule, condition } };
}

function sameLook(a: ConditionalFormatRule, b: ConditionalFormatRule): boolean {
  const at = rebased(a, b.ranges ?? []);
  return JSON.stringify([at.booleanRule, at.gradientRule]) === JSON.stringify([b.booleanRule, b.gradientRule]);
}

/** Two boxes as one, where they lie above each other. */
function joined(a: Box, b: Box): Box | undefined {
  const aligned = a.startColumnIndex === b.startColumnIndex && a.endColumnIndex === b.endColumnIndex;
  if (!aligned || a.endRowIndex === undefined || b.endRowIndex === undefined) return undefined;
  if (a.endRowIndex === b.startRowIndex) return { ...a, endRowIndex: b.endRowIndex };
  return b.endRowIndex === a.startRowIndex ? { ...b, endRowIndex: a.endRowIndex } : undefined;
}

function added(boxes: readonly Box[], part: Box): readonly Box[] {
  const at = boxes.findIndex((box) => joined(box, part) !== undefined);
  const found = boxes[at];
  return found === undefined
    ? [...boxes, part]
    : boxes.map((box) => (box === found ? (joined(box, part) ?? box) : box));
}

function areaOf(boxes: readonly BoundBox[]): number {
  return boxes.reduce((sum, box) => sum + heightOf(box) * widthOf(box), 0);
}

/** The rule so that inside the block it covers these parts and nothing else; `undefined` when it covers nothing at all. */
function covering(
  tab: Tab,
  rule: ConditionalFormatRule,
  block: BoundBox,
  parts: readonly BoundBox[],
): ConditionalFormatRule | undefined {
  const boxes = (rule.ranges ?? []).map(boxOf);
  const inside = boxes.filter((box) => overlaps(box, block));
  const isSame =
    parts.every((part) => inside.some((box) => contains(box, part))) &&
    areaOf(parts) === areaOf(inside.map((box) => shared(tab, box, block)));
  if (isSame) return rule;
  const left: readonly Box[] = boxes.flatMap((box) => subtracted(box, block));
  const ranges = parts.reduce(added, left).map((box) => rangeOf(tab.sheetId, box));
  return ranges.length > 0 ? rebased(rule, ranges) : undefined;
}

/** Where repeating `[start, end)` of a block puts it; once, when it is as long as the block. */
function repeated(start: number, end: number, length: number, into: Span & { end: number }): [number, number][] {
  if (end - start === length) return [[into.start, into.end]];
  const count = Math.ceil((into.end - into.start) / length);
  return Array.from({ length: count }, (_, index) => {
    const at = into.start + start + index * length;
    return [at, at + end - start];
  });
}

/** The parts repeated over a larger destination. */
function landed(parts: readonly BoundBox[], source: BoundBox, into: BoundBox): BoundBox[] {
  const { startRowIndex: top, startColumnIndex: left } = source;
  const down = { start: into.startRowIndex, end: into.endRowIndex };
  const across = { start: into.startColumnIndex, end: into.endColumnIndex };
  return parts.flatMap((part) => {
    const rows = repeated(part.startRowIndex - top, part.endRowIndex - top, heightOf(source), down);
    const columns = repeated(part.startColumnIndex - left, part.endColumnIndex - left, widthOf(source), across);
    return rows.flatMap(([startRowIndex, endRowIndex]) =>
      columns.map(([startColumnIndex, endColumnIndex]) => ({
        startRowIndex,
        endRowIndex,
        startColumnIndex,
        endColumnIndex,
      })),
    );
  });
}

/** Takes the rules off a block. */
export function clearRules(tab: Tab, block: BoundBox): void {
  tab.conditionalFormats = tab.conditionalFormats.flatMap((rule) => covering(tab, rule, block, []) ?? []);
}

/** A rule of the tab that is meant by the taken one; a new one, with no ranges yet, comes after all others. */
function counterpart(tab: Tab, rule: ConditionalFormatRule, first: BoundBox): ConditionalFormatRule {
  const found = tab.conditionalFormats.find((one) => one === rule || sameLook(rule, one));
  if (found) return found;
  const { ranges: _, ...rest } = rebased(rule, [rangeOf(tab.sheetId, first)]);
  tab.conditionalFormats = [...tab.conditionalFormats, rest];
  return rest;
}

/** Puts the rules of a block onto the block it was pasted to, where those of before go. */
export function putRules(taken: readonly TakenRule[], source: BoundBox, tab: Tab, block: BoundBox): void {
  const wanted = new Map<ConditionalFormatRule, BoundBox[]>();
  for (const { rule, parts } of taken) {
    const all = landed(parts, source, block);
    const [first] = all;
    if (!first) continue;
    const into = counterpart(tab, rule, first);
    wanted.set(into, [...(wanted.get(into) ?? []), ...all]);
  }
  tab.conditionalFormats = tab.conditionalFormats.flatMap((rule) => {
    const parts = wanted.get(rule) ?? [];
    if (rule.ranges === undefined)
      return [{ ...rule, ranges: parts.reduce(added, []).map((box) => rangeOf(tab.sheetId, box)) }];
    return covering(tab, rule, block, parts) ?? [];
  });
}
