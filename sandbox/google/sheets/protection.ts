import type { Actor } from '../actor.ts';
import { invalid } from '../api-error.ts';
import type { ProtectedRange } from '../schema.generated.ts';
import type { Box } from '../values/a1.ts';
import { boxOf, contains, overlaps } from './box.ts';
import type { Book } from './book.ts';
import type { Tab } from './tab.ts';

type Editor = { readonly book: Book; readonly actor: Actor; readonly isOwner: boolean };

const refusal =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

/** Whether the caller may change what the range protects. A warning stops people in the browser only. */
export function mayEdit(range: ProtectedRange, editor: Editor): boolean {
  if (range.warningOnly === true || editor.isOwner) return true;
  if (range.editors?.domainUsersCanEdit === true) return true;
  return (range.editors?.users ?? []).some((user) => user.toLowerCase() === editor.actor.email);
}

/** The cells a protection covers: its own range, or those of its named range. */
export function protectedBox(range: ProtectedRange, book: Book): Box {
  const named = book.namedRanges.find((one) => one.namedRangeId === range.namedRangeId);
  return boxOf(range.range ?? named?.range ?? {});
}

function covers(range: ProtectedRange, book: Book, box: Box): boolean {
  if (!overlaps(protectedBox(range, book), box)) return false;
  return !(range.unprotectedRanges ?? []).some((open) => contains(boxOf(open), box));
}

/** Throws Google's 400 (not 403) when a cell of the box is protected against the caller. */
export function demandUnprotected(editor: Editor, tab: Tab, box: Box): void {
  if (tab.protectedRanges.length === 0 || editor.isOwner) return;
  const { warningsStopPrograms } = editor.book.habits;
  const stops = (range: ProtectedRange) =>
    !mayEdit(range, editor) || (warningsStopPrograms && range.warningOnly === true);
  const blocked = tab.protectedRanges.some((range) => covers(range, editor.book, box) && stops(range));
  if (blocked) throw invalid(refusal);
}

/** Throws when the whole tab is protected against the caller. */
export function demandUnprotectedTab(editor: Editor, tab: Tab): void {
  const whole = tab.protectedRanges.filter((range) => Object.keys(protectedBox(range, editor.book)).length === 0);
  if (whole.some((range) => !mayEdit(range, editor))) throw invalid(refusal);
}
