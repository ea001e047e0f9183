import type { PreflightInput, PreviewInput, Report, ReportChange, ReportInput, SourceInput } from '../../shared/api.ts';
import type { Filters } from '../../shared/filters.ts';
import { hasSides } from './filter-range.ts';
import type { ReportDraft, SourceDraft } from './report-draft.ts';
import { retentionInput } from './retention-draft.ts';
import { writingInput } from './writing-draft.ts';

/**
 * What a preview depends on, in the form the worker takes it.
 *
 * @param spreadsheet the worker's id of the linked spreadsheet.
 * @throws RangeError when no kind of rows is chosen.
 */
export function previewInputOf(draft: ReportDraft, spreadsheet: string): PreviewInput {
  const readsColumn = draft.sources.some(({ lookup }) => lookup && 'tab' in lookup);
  return { ...contentOf(draft), ...(readsColumn && { spreadsheet }) };
}

/** @param spreadsheet the worker's id of the linked spreadsheet. @throws RangeError when no kind of rows is chosen. */
export function reportInputOf(draft: ReportDraft, spreadsheet: string): ReportInput {
  const tab = draft.tab.trim();
  const { writeMode, editors } = draft;
  const destination = { spreadsheet, tab };
  return {
    name: tab,
    ...contentOf(draft),
    destination,
    writeMode,
    writing: writingInput(draft),
    editors,
    retention: retentionInput(draft.retention),
  };
}

/** What is sent of a report that is changed: saying anew how long personal data stays would begin that time anew. */
export function changeOf(input: ReportInput, { retention: saved }: Pick<Report, 'retention'>): ReportChange {
  const { retention, ...rest } = input;
  return JSON.stringify(retention) === JSON.stringify(saved) ? rest : input;
}

/** What a look at the tab depends on. @param saved id of the report that is changed. @throws RangeError when no kind of rows is chosen. */
export function preflightInputOf(draft: ReportDraft, spreadsheet: string, saved: string | undefined): PreflightInput {
  const input = reportInputOf(draft, spreadsheet);
  return saved === undefined ? input : { reportId: saved, change: input };
}

function contentOf(draft: ReportDraft): Omit<PreviewInput, 'spreadsheet'> {
  if (draft.dataset === '') throw new RangeError('no dataset');
  return {
    sources: draft.sources.map(sourceInputOf),
    dataset: draft.dataset,
    filters: filtersInputOf(draft.filters),
    columns: draft.columns,
  };
}

function sourceInputOf({ accountId, scope, lookup }: SourceDraft): SourceInput {
  const values = Object.entries(scope).map(([id, value]): [string, string] => [id, value.trim()]);
  return {
    connectionId: accountId,
    scope: Object.fromEntries(values.filter(([, value]) => value !== '')),
    lookup: lookup && 'tab' in lookup ? { ...lookup, tab: lookup.tab.trim(), column: lookup.column.trim() } : lookup,
  };
}

/** Filters that say something. */
export function filtersInputOf({ status, ticketType, text, created, updated, purchased, optedIn }: Filters): Filters {
  const wanted = text?.trim();
  return {
    ...(status?.length && { status }),
    ...timesOf({ created, updated, purchased }),
    ...(ticketType?.length && { ticketType }),
    ...(wanted && { text: wanted }),
    ...(optedIn && { optedIn }),
  };
}

const timesOf = ({
  created,
  updated,
  purchased,
}: { [Time in 'created' | 'updated' | 'purchased']: Filters[Time] }): Filters => ({
  ...(hasSides(created) && { created }),
  ...(hasSides(updated) && { updated }),
  ...(hasSides(purchased) && { purchased }),
});
