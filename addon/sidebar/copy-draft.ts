import type { CopyInput, OldEvent, SpreadsheetCopy } from '../../shared/copies.ts';

/** What is chosen: reports that are left out, and by old event the new one. */
export type CopyDraft = { readonly leftOut: ReadonlySet<string>; readonly chosen: ReadonlyMap<string, string> };

export const EMPTY_COPY: CopyDraft = { leftOut: new Set(), chosen: new Map() };

/** One text for an event of an account. */
export const eventKey = ({ connectionId, field, id }: OldEvent): string => JSON.stringify([connectionId, field, id]);

/** Reports to set up. */
export const wantedLists = ({ lists }: SpreadsheetCopy, { leftOut }: CopyDraft): SpreadsheetCopy['lists'] =>
  lists.filter(({ reportId }) => !leftOut.has(reportId));

/** Old events that these reports ask for. */
export function wantedEvents(copy: SpreadsheetCopy, draft: CopyDraft): OldEvent[] {
  const wanted = new Set(wantedLists(copy, draft).map(({ reportId }) => reportId));
  return copy.events.filter(({ lists }) => lists.some((id) => wanted.has(id)));
}

/** Old events nothing is chosen for yet. */
export const openEvents = (copy: SpreadsheetCopy, draft: CopyDraft): OldEvent[] =>
  wantedEvents(copy, draft).filter((event) => !draft.chosen.get(eventKey(event))?.trim());

export function toCopyInput(copy: SpreadsheetCopy, draft: CopyDraft): CopyInput {
  return {
    events: wantedEvents(copy, draft).map((event) => ({
      connectionId: event.connectionId,
      field: event.field,
      id: event.id,
      to: draft.chosen.get(eventKey(event))?.trim() ?? '',
    })),
    lists: wantedLists(copy, draft).map(({ reportId }) => reportId),
  };
}

export function withEvent(draft: CopyDraft, event: OldEvent, to: string): CopyDraft {
  return { ...draft, chosen: new Map(draft.chosen).set(eventKey(event), to) };
}

export function toggled(draft: CopyDraft, reportId: string): CopyDraft {
  const leftOut = new Set(draft.leftOut);
  if (!leftOut.delete(reportId)) leftOut.add(reportId);
  return { ...draft, leftOut };
}
