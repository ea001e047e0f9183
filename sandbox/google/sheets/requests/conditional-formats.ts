/** Conditional format rules and banding. They are stored and follow the grid; the effective format does not show them. */
import { invalid } from '../../api-error.ts';
import type {
  AddBandingRequest,
  AddConditionalFormatRuleRequest,
  BandedRange,
  ConditionalFormatRule,
  DeleteBandingRequest,
  DeleteConditionalFormatRuleRequest,
  GridRange,
  Response,
  UpdateBandingRequest,
  UpdateConditionalFormatRuleRequest,
} from '../../schema.generated.ts';
import { type Draft, newId, target } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { normalFormat } from '../format.ts';
import { printRange } from '../print-range.ts';
import type { Tab } from '../tab.ts';

/** The one tab all ranges of a rule lie on. */
function tabOf(draft: Draft, ranges: readonly GridRange[]): Tab {
  const [first] = ranges;
  if (!first) throw invalid('rule.ranges must contain at least one range.');
  const tab = draft.book.tab(first.sheetId);
  if (ranges.some((range) => target(draft, range).tab !== tab)) {
    throw invalid('All ranges of a rule must be on the same sheet.');
  }
  return tab;
}

function stored(draft: Draft, rule: ConditionalFormatRule = {}): { rule: ConditionalFormatRule; tab: Tab } {
  const tab = tabOf(draft, rule.ranges ?? []);
  const { booleanRule, gradientRule } = rule;
  if (!booleanRule && !gradientRule) throw invalid('rule must be a booleanRule or a gradientRule.');
  const normal = booleanRule && { ...booleanRule, format: normalFormat(booleanRule.format) };
  return { rule: normal ? { ...rule, booleanRule: normal } : rule, tab };
}

function printed(rule: ConditionalFormatRule): ConditionalFormatRule {
  return { ...rule, ranges: rule.ranges?.map(printRange) };
}

function at(tab: Tab, index: number): ConditionalFormatRule {
  const rule = tab.conditionalFormats[index];
  if (!rule) throw invalid(`No conditional format on sheet: ${tab.sheetId} at index: ${index}`);
  return rule;
}

export function addConditionalFormatRule(draft: Draft, request: AddConditionalFormatRuleRequest): Response {
  const { rule, tab } = stored(draft, request.rule);
  const index = request.index ?? 0;
  if (index > tab.conditionalFormats.length) throw invalid(`index[${index}] is after the last rule.`);
  tab.conditionalFormats = [...tab.conditionalFormats.slice(0, index), rule, ...tab.conditionalFormats.slice(index)];
  return {};
}

export function updateConditionalFormatRule(draft: Draft, request: UpdateConditionalFormatRuleRequest): Response {
  const index = request.index ?? 0;
  const tab = request.rule ? stored(draft, request.rule).tab : draft.book.tab(request.sheetId);
  const before = at(tab, index);
  const after = request.rule ? stored(draft, request.rule).rule : before;
  const others = tab.conditionalFormats.filter((one) => one !== before);
  const place = request.newIndex ?? index;
  if (place > others.length) throw invalid(`newIndex[${place}] is after the last rule.`);
  tab.conditionalFormats = [...others.slice(0, place), after, ...others.slice(place)];
  const indexes = request.newIndex === undefined ? { newIndex: index } : { newIndex: place, oldIndex: index };
  return {
    updateConditionalFormatRule: {
      newRule: printed(after),
      ...(request.rule ? { oldRule: printed(before) } : {}),
      newIndex: indexes.newIndex || undefined,
      oldIndex: indexes.oldIndex || undefined,
    },
  };
}

export function deleteConditionalFormatRule(draft: Draft, request: DeleteConditionalFormatRuleRequest): Response {
  const tab = draft.book.tab(request.sheetId);
  const rule = at(tab, request.index ?? 0);
  tab.conditionalFormats = tab.conditionalFormats.filter((one) => one !== rule);
  return { deleteConditionalFormatRule: { rule: printed(rule) } };
}

function findBand(draft: Draft, id: number | undefined): { tab: Tab; band: BandedRange } {
  for (const tab of draft.book.tabs) {
    const band = tab.bandedRanges.find((one) => one.bandedRangeId === id);
    if (band) return { tab, band };
  }
  throw invalid(`No banded range with ID: ${id ?? 0}`);
}

export function addBanding(draft: Draft, request: AddBandingRequest): Response {
  const given = request.bandedRange ?? {};
  const { tab } = target(draft, given.range);
  const band: BandedRange = { ...given, bandedRangeId: given.bandedRangeId ?? newId(draft) };
  tab.bandedRanges = [...tab.bandedRanges, band];
  return { addBanding: { bandedRange: { ...band, range: band.range && printRange(band.range) } } };
}

export function updateBanding(draft: Draft, request: UpdateBandingRequest): Response {
  const given = request.bandedRange ?? {};
  const { tab, band } = findBand(draft, given.bandedRangeId);
  const paths = parseUpdateMask(request.fields, 'BandedRange').filter(([name]) => name !== 'bandedRangeId');
  const next = paths.reduce<unknown>((value, path) => applyPath(value, given, path), band);
  const after: BandedRange = { ...(typeof next === 'object' ? next : band), bandedRangeId: band.bandedRangeId };
  tab.bandedRanges = tab.bandedRanges.map((one) => (one === band ? after : one));
  return {};
}

export function deleteBanding(draft: Draft, request: DeleteBandingRequest): Response {
  const { tab, band } = findBand(draft, request.bandedRangeId);
  tab.bandedRanges = tab.bandedRanges.filter((one) => one !== band);
  return {};
}
