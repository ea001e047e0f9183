import { invalid } from '../../api-error.ts';
import type {
  AddNamedRangeRequest,
  DeleteNamedRangeRequest,
  NamedRange,
  Response,
  UpdateNamedRangeRequest,
} from '../../schema.generated.ts';
import { parseBox } from '../../values/a1.ts';
import { type Draft, target } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { printRange } from '../print-range.ts';

function demandName(draft: Draft, name: string | undefined, self?: NamedRange): string {
  if (
    name === undefined ||
    !/^[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF.]{0,249}$/.test(name) ||
    /^(?:true|false)$/i.test(name) ||
    parseBox(name)
  ) {
    throw invalid(`The name "${name ?? ''}" is not a valid name for a named range.`);
  }
  const taken = draft.book.namedRanges.find((one) => one !== self && one.name?.toLowerCase() === name.toLowerCase());
  if (taken) throw invalid(`A named range with the name "${name}" already exists. Please enter another name.`);
  return name;
}

function find(draft: Draft, id: string | undefined): NamedRange {
  const found = draft.book.namedRanges.find((one) => one.namedRangeId === id);
  if (!found) throw invalid(`No named range with ID: ${id ?? ''}`);
  return found;
}

export function addNamedRange(draft: Draft, request: AddNamedRangeRequest): Response {
  const given = request.namedRange ?? {};
  target(draft, given.range);
  const namedRangeId = given.namedRangeId ?? String(Math.floor(draft.random() * 4_294_967_295));
  if (draft.book.namedRanges.some((one) => one.namedRangeId === namedRangeId)) {
    throw invalid(`A named range with ID ${namedRangeId} already exists.`);
  }
  const named: NamedRange = { namedRangeId, name: demandName(draft, given.name), range: given.range };
  draft.book.namedRanges = [...draft.book.namedRanges, named];
  return { addNamedRange: { namedRange: { ...named, range: given.range && printRange(given.range) } } };
}

export function updateNamedRange(draft: Draft, request: UpdateNamedRangeRequest): Response {
  const given = request.namedRange ?? {};
  const before = find(draft, given.namedRangeId);
  const paths = parseUpdateMask(request.fields, 'NamedRange').filter(([name]) => name !== 'namedRangeId');
  const next = paths.reduce<unknown>((value, path) => applyPath(value, given, path), before);
  const stored: NamedRange = { ...(typeof next === 'object' ? next : before), namedRangeId: before.namedRangeId };
  demandName(draft, stored.name, before);
  target(draft, stored.range);
  draft.book.namedRanges = draft.book.namedRanges.map((one) => (one === before ? stored : one));
  return {};
}

export function deleteNamedRange(draft: Draft, request: DeleteNamedRangeRequest): Response {
  const found = find(draft, request.namedRangeId);
  draft.book.namedRanges = draft.book.namedRanges.filter((one) => one !== found);
  return {};
}
