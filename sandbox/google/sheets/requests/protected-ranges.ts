import { invalid } from '../../api-error.ts';
import type {
  AddProtectedRangeRequest,
  DeleteProtectedRangeRequest,
  ProtectedRange,
  Response,
  UpdateProtectedRangeRequest,
} from '../../schema.generated.ts';
import { type Draft, newId, target } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { printProtected } from '../print.ts';
import { mayEdit } from '../protection.ts';
import type { Tab } from '../tab.ts';

function tabOf(draft: Draft, given: ProtectedRange): Tab {
  if (given.range) return target(draft, given.range).tab;
  const named = draft.book.namedRanges.find((one) => one.namedRangeId === given.namedRangeId);
  if (!named?.range) throw invalid('protectedRange.range or protectedRange.namedRangeId must be specified.');
  return draft.book.tab(named.range.sheetId);
}

function find(draft: Draft, id: number | undefined): { tab: Tab; range: ProtectedRange } {
  for (const tab of draft.book.tabs) {
    const range = tab.protectedRanges.find((one) => one.protectedRangeId === id);
    if (range) return { tab, range };
  }
  throw invalid(`No protected range with ID: ${id ?? 0}`);
}

function demandUnbounded(given: ProtectedRange): void {
  if (!given.unprotectedRanges || given.unprotectedRanges.length === 0) return;
  const { sheetId: _, ...bounds } = given.range ?? {};
  if (Object.keys(bounds).length > 0) throw invalid('unprotectedRanges are only supported on protected sheets.');
}

/** Somebody who protects a range keeps the right to edit it; the owner has it anyway. */
function withCreator(draft: Draft, given: ProtectedRange): ProtectedRange {
  if (given.warningOnly === true) return given;
  const { users, groups, domainUsersCanEdit } = given.editors ?? {};
  const named = users ?? [];
  const all = draft.isOwner || named.includes(draft.actor.email) ? named : [...named, draft.actor.email];
  return {
    ...given,
    editors: {
      ...(all.length > 0 ? { users: all } : {}),
      ...(groups && groups.length > 0 ? { groups } : {}),
      ...(domainUsersCanEdit === true ? { domainUsersCanEdit } : {}),
    },
  };
}

export function addProtectedRange(draft: Draft, request: AddProtectedRangeRequest): Response {
  const given = request.protectedRange ?? {};
  const tab = tabOf(draft, given);
  demandUnbounded(given);
  const protectedRangeId = given.protectedRangeId ?? newId(draft);
  if (draft.book.tabs.some((one) => one.protectedRanges.some((range) => range.protectedRangeId === protectedRangeId))) {
    throw invalid(`A protected range with ID ${protectedRangeId} already exists.`);
  }
  const { requestingUserCanEdit: _, ...rest } = given;
  const stored = withCreator(draft, { ...rest, protectedRangeId });
  tab.protectedRanges = [...tab.protectedRanges, stored];
  return { addProtectedRange: { protectedRange: printProtected(stored, draft, draft.book) } };
}

export function updateProtectedRange(draft: Draft, request: UpdateProtectedRangeRequest): Response {
  const given = request.protectedRange ?? {};
  const { tab, range } = find(draft, given.protectedRangeId);
  demandMine(draft, range);
  const paths = parseUpdateMask(request.fields, 'ProtectedRange').filter(
    ([name]) => name !== 'protectedRangeId' && name !== 'requestingUserCanEdit',
  );
  const next = paths.reduce<unknown>((value, path) => applyPath(value, given, path), range);
  const stored: ProtectedRange = {
    ...(typeof next === 'object' ? next : range),
    protectedRangeId: range.protectedRangeId,
  };
  tabOf(draft, stored);
  demandUnbounded(stored);
  tab.protectedRanges = tab.protectedRanges.map((one) => (one === range ? stored : one));
  return {};
}

function demandMine(draft: Draft, range: ProtectedRange): void {
  if (mayEdit(range, draft)) return;
  throw invalid(
    'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
  );
}

export function deleteProtectedRange(draft: Draft, request: DeleteProtectedRangeRequest): Response {
  const { tab, range } = find(draft, request.protectedRangeId);
  demandMine(draft, range);
  tab.protectedRanges = tab.protectedRanges.filter((one) => one !== range);
  return {};
}
