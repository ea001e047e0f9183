/** Row and column groups, kept as a depth for each line and printed as the runs of each depth. */
import { invalid } from '../../api-error.ts';
import type {
  AddDimensionGroupRequest,
  DeleteDimensionGroupRequest,
  DimensionGroup,
  DimensionRange,
  Response,
  UpdateDimensionGroupRequest,
} from '../../schema.generated.ts';
import type { Dimension } from '../box.ts';
import { type Draft, linesIn } from '../draft.ts';
import { parseUpdateMask } from '../field-mask.ts';
import { printGroup } from '../print.ts';
import type { Tab } from '../tab.ts';

const maxDepth = 8;

function groupsOf(tab: Tab, dimension: Dimension): readonly DimensionGroup[] {
  return dimension === 'ROWS' ? tab.rowGroups : tab.columnGroups;
}

function setGroups(tab: Tab, dimension: Dimension, groups: readonly DimensionGroup[]): void {
  if (dimension === 'ROWS') tab.rowGroups = groups;
  else tab.columnGroups = groups;
}

function depthsOf(groups: readonly DimensionGroup[]): number[] {
  const depths: number[] = [];
  for (const { range, depth = 0 } of groups) {
    for (let index = range?.startIndex ?? 0; index < (range?.endIndex ?? 0); index++) {
      while (depths.length <= index) depths.push(0);
      depths[index] = Math.max(depths[index] ?? 0, depth);
    }
  }
  return depths;
}

function runs(depths: readonly number[], depth: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  depths.forEach((value, index) => {
    if (value < depth) return;
    const last = found.at(-1);
    if (last?.end === index) last.end = index + 1;
    else found.push({ start: index, end: index + 1 });
  });
  return found;
}

function rebuilt(tab: Tab, dimension: Dimension, depths: readonly number[]): readonly DimensionGroup[] {
  const before = groupsOf(tab, dimension);
  const deepest = Math.max(0, ...depths);
  return Array.from({ length: deepest }, (_, index) => index + 1).flatMap((depth) =>
    runs(depths, depth).map(({ start, end }) => {
      const known = before.find(
        (one) => one.depth === depth && one.range?.startIndex === start && one.range.endIndex === end,
      );
      return known ?? { range: { sheetId: tab.sheetId, dimension, startIndex: start, endIndex: end }, depth };
    }),
  );
}

function changeDepth(draft: Draft, range: DimensionRange | undefined, by: 1 | -1): readonly DimensionGroup[] {
  if (!range) throw invalid('range not specified.');
  const tab = draft.book.tab(range.sheetId);
  const { dimension, start, end } = linesIn(tab, range);
  const depths = depthsOf(groupsOf(tab, dimension));
  while (depths.length < end) depths.push(0);
  if (by === -1 && !depths.slice(start, end).some((depth) => depth > 0)) {
    throw invalid(`Cannot delete a group that does not exist at [${start}-${end}].`);
  }
  for (let index = start; index < end; index++) depths[index] = Math.max(0, (depths[index] ?? 0) + by);
  if (Math.max(...depths) > maxDepth) throw invalid(`Groups cannot be nested more than ${maxDepth} deep.`);
  const groups = rebuilt(tab, dimension, depths);
  setGroups(tab, dimension, groups);
  showControls(tab, dimension);
  return groups.map(printGroup);
}

/** The first group puts the control toggles after the groups; they stay there when the groups are gone. */
function showControls(tab: Tab, dimension: Dimension): void {
  if (dimension === 'ROWS') tab.rowGroupControlAfter = true;
  else tab.columnGroupControlAfter = true;
}

export function addDimensionGroup(draft: Draft, request: AddDimensionGroupRequest): Response {
  return { addDimensionGroup: { dimensionGroups: changeDepth(draft, request.range, 1) } };
}

export function deleteDimensionGroup(draft: Draft, request: DeleteDimensionGroupRequest): Response {
  const left = changeDepth(draft, request.range, -1);
  return { deleteDimensionGroup: left.length > 0 ? { dimensionGroups: left } : {} };
}

/** Opens and closes a group; its lines are hidden and shown with it. */
export function updateDimensionGroup(draft: Draft, request: UpdateDimensionGroupRequest): Response {
  const given = request.dimensionGroup ?? {};
  if (!given.range) throw invalid('dimensionGroup.range not specified.');
  parseUpdateMask(request.fields, 'DimensionGroup');
  const tab = draft.book.tab(given.range.sheetId);
  const { dimension, start, end } = linesIn(tab, given.range);
  const groups = groupsOf(tab, dimension);
  const found = groups.find(
    (one) => one.depth === given.depth && one.range?.startIndex === start && one.range.endIndex === end,
  );
  if (!found) throw invalid(`No group of depth ${given.depth ?? 0} at [${start}-${end}].`);
  const collapsed = given.collapsed ?? false;
  setGroups(
    tab,
    dimension,
    groups.map((one) => (one === found ? { ...one, collapsed } : one)),
  );
  const lines = Array.from(tab.linesOf(dimension));
  while (lines.length < end) lines.push(undefined);
  for (let index = start; index < end; index++) lines[index] = { ...lines[index], hiddenByUser: collapsed };
  tab.setLines(dimension, lines);
  return {};
}
