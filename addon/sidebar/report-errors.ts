import type { Report } from '../../shared/api.ts';
import type { DatasetInfo } from '../../shared/catalogue.ts';
import { datasetOf, missingFields, providerOf, takenTabs, type Catalogue } from './catalogue.ts';
import { lostFilters } from './filter-list.ts';
import { isBackwards } from './filter-range.ts';
import { INCOMPLETE } from './local-time.ts';
import type { Problem } from './problem.ts';
import type { ReportDraft, SourceDraft } from './report-draft.ts';
import { retentionErrors } from './retention-draft.ts';
import { originalsOf } from './told.ts';
import { words } from './words.ts';
import { writingErrors } from './writing-draft.ts';

/** Sentences by field: "columns", "tab", "filter." and a filter, "writing." and a number, or `sourceField(…)`. */
export type DraftErrors = Record<string, string>;

/** The name of a field of an account among the errors: "account", "lookup", or the id of a scope field. */
export const sourceField = (key: number, id: string): string => `source.${key}.${id}`;

/** The errors of the fields whose names begin so, by the rest of the name. */
export function errorsUnder(errors: DraftErrors, prefix: string): DraftErrors {
  const own = Object.entries(errors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, error]) => [name.slice(prefix.length), error]));
}

/** @param editing the report that is being changed, whose own tab is not taken. */
export function errorsOf(draft: ReportDraft, catalogue: Catalogue, editing?: Report): DraftErrors {
  const found = draft.sources.map((source) => sourceErrors(source, draft, catalogue));
  const rest = restErrors(draft, catalogue, editing);
  const others = { ...filterErrors(draft, catalogue), ...rest, ...writingErrors(draft) };
  return Object.assign({}, ...found, others, retentionErrors(draft.retention));
}

/** What the worker refused in a form, at the field it names: it begins with the field's title. */
export function refusedFields(problem: Problem | undefined, draft: ReportDraft, catalogue: Catalogue): DraftErrors {
  if (problem?.code !== 'invalid-request') return {};
  const said = problem.detail ?? problem.title;
  const named = draft.sources.flatMap((source) => {
    const fields = datasetFor(source, draft, catalogue)?.scope ?? [];
    const field = fields.find(({ title }) => originalsOf(title).some((name) => said.includes(`${name}: `)));
    return field ? [sourceField(source.key, field.id)] : [];
  });
  return named[0] === undefined ? {} : { [named[0]]: problem.title };
}

function datasetFor(source: SourceDraft, draft: ReportDraft, catalogue: Catalogue): DatasetInfo | undefined {
  return datasetOf(providerOf(catalogue, source.accountId), draft.dataset);
}

function sourceErrors(source: SourceDraft, draft: ReportDraft, catalogue: Catalogue): DraftErrors {
  const { key, scope, lookup } = source;
  const dataset = datasetFor(source, draft, catalogue);
  if (!dataset) return { [sourceField(key, 'account')]: words.form.chooseAccount };
  const errors: DraftErrors = {};
  // What a look-up needs besides its column only the worker knows.
  const missing = lookup ? [] : missingFields(dataset.scope, scope);
  for (const { id, title } of missing) errors[sourceField(key, id)] = words.form.missing(title);
  for (const { id, title, kind } of dataset.scope) {
    const isHalf = kind === 'date-time' && scope[id] === INCOMPLETE;
    if (isHalf) errors[sourceField(key, id)] = words.form.badDate(title);
  }
  return { ...errors, ...lookupErrors(source) };
}

function lookupErrors({ key, lookup }: SourceDraft): DraftErrors {
  if (!lookup || !('tab' in lookup)) return {};
  const { tab, column } = words.lookup;
  return {
    ...(!lookup.tab.trim() && { [sourceField(key, 'lookup.tab')]: words.form.missing(tab) }),
    ...(!lookup.column.trim() && { [sourceField(key, 'lookup.column')]: words.form.missing(column) }),
  };
}

function filterErrors(draft: ReportDraft, catalogue: Catalogue): DraftErrors {
  const { filters: text } = words;
  const backwards = (['created', 'updated', 'purchased'] as const).filter((id) => {
    const range = draft.filters[id];
    return range !== undefined && isBackwards(range);
  });
  const lost = lostFilters(draft, catalogue);
  return {
    ...Object.fromEntries(backwards.map((id) => [`filter.${id}`, text.backwards])),
    ...Object.fromEntries(lost.map((id) => [`filter.${id}`, text.cannot(text.names[id])])),
  };
}

function restErrors(draft: ReportDraft, catalogue: Catalogue, editing: Report | undefined): DraftErrors {
  if (draft.dataset === '') return {};
  const errors: DraftErrors = {};
  if (draft.columns.length === 0) errors['columns'] = words.form.noColumns;
  const tab = draft.tab.trim();
  const others = catalogue.reports.filter(({ id }) => id !== editing?.id);
  if (!tab) errors['tab'] = words.form.missing(words.form.tab);
  else if (takenTabs(others).has(tab.toLowerCase())) errors['tab'] = words.form.tabTaken(tab);
  return errors;
}
