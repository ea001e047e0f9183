/** The basic filter and filter views. They are stored; rows are not hidden by them. */
import { invalid } from '../../api-error.ts';
import type {
  AddFilterViewRequest,
  ClearBasicFilterRequest,
  DeleteFilterViewRequest,
  FilterView,
  Response,
  SetBasicFilterRequest,
  UpdateFilterViewRequest,
} from '../../schema.generated.ts';
import { boxOf } from '../box.ts';
import { type Draft, newId, target } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { printRange } from '../print-range.ts';
import type { Tab } from '../tab.ts';

export function setBasicFilter(draft: Draft, request: SetBasicFilterRequest): Response {
  const filter = request.filter ?? {};
  if (!filter.range) throw invalid('filter.range not specified.');
  const { tab, box } = target(draft, filter.range);
  const isWhole = Object.keys(boxOf(filter.range)).length === 0;
  tab.basicFilter = { ...filter, range: isWhole ? { sheetId: tab.sheetId, ...box } : filter.range };
  return {};
}

export function clearBasicFilter(draft: Draft, request: ClearBasicFilterRequest): Response {
  draft.book.tab(request.sheetId).basicFilter = undefined;
  return {};
}

function find(draft: Draft, id: number | undefined): { tab: Tab; view: FilterView } {
  for (const tab of draft.book.tabs) {
    const view = tab.filterViews.find((one) => one.filterViewId === id);
    if (view) return { tab, view };
  }
  throw invalid(`No filter view with ID: ${id ?? 0}`);
}

export function addFilterView(draft: Draft, request: AddFilterViewRequest): Response {
  const given = request.filter ?? {};
  const { tab } = target(draft, given.range);
  const filterViewId = given.filterViewId ?? newId(draft);
  const title = given.title ?? `Filter ${tab.filterViews.length + 1}`;
  const view: FilterView = { ...given, filterViewId, title };
  tab.filterViews = [...tab.filterViews, view];
  return { addFilterView: { filter: { ...view, range: view.range && printRange(view.range) } } };
}

export function updateFilterView(draft: Draft, request: UpdateFilterViewRequest): Response {
  const given = request.filter ?? {};
  const { tab, view } = find(draft, given.filterViewId);
  const paths = parseUpdateMask(request.fields, 'FilterView').filter(([name]) => name !== 'filterViewId');
  const next = paths.reduce<unknown>((value, path) => applyPath(value, given, path), view);
  const stored: FilterView = { ...(typeof next === 'object' ? next : view), filterViewId: view.filterViewId };
  tab.filterViews = tab.filterViews.map((one) => (one === view ? stored : one));
  return {};
}

export function deleteFilterView(draft: Draft, request: DeleteFilterViewRequest): Response {
  const { tab, view } = find(draft, request.filterId);
  tab.filterViews = tab.filterViews.filter((one) => one !== view);
  return {};
}
