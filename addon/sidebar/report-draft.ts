import type { Report, SourceLookup } from '../../shared/api.ts';
import type { DatasetId } from '../../shared/catalogue.ts';
import type { Filters } from '../../shared/filters.ts';
import { STANDARD_RETENTION } from '../../shared/erasure.ts';
import type { ReportEditors } from '../../shared/people.ts';
import { STANDARD_WRITING, type WriteMode, type Writing } from '../../shared/writing.ts';
import { standardColumnIds } from '../../shared/columns.ts';
import { datasetOf, providerOf, takenTabs, type Catalogue } from './catalogue.ts';
import { columnsOf } from './offer.ts';
import { retentionDraft, type RetentionDraft } from './retention-draft.ts';

/** One account of a report as the form holds it. `key` tells it from the others while the form is open. */
export type SourceDraft = {
  key: number;
  accountId: string;
  scope: Record<string, string>;
  lookup: SourceLookup | null;
};

/**
 * What the form of a report holds while it is filled in. "" where nothing is chosen yet. In `filters` a range without sides is one
 * between two days that are not chosen yet. In `writing` NaN stands for what is no whole number yet.
 */
export type ReportDraft = {
  dataset: DatasetId | '';
  sources: SourceDraft[];
  filters: Filters;
  columns: string[];
  tab: string;
  /** Whether the tab's name was typed, so that it no longer follows the kind of rows. */
  isTabTyped: boolean;
  writeMode: WriteMode;
  writing: Writing;
  editors: ReportEditors;
  retention: RetentionDraft;
};

/** A form with everything filled in that can be guessed. */
export function newDraft(catalogue: Catalogue): ReportDraft {
  const sources = [{ key: 1, accountId: '', scope: {}, lookup: null }];
  const writing = {
    writeMode: 'sync',
    writing: STANDARD_WRITING,
    editors: 'refresh',
    retention: retentionDraft(STANDARD_RETENTION),
  } as const;
  const blank: ReportDraft = { dataset: '', sources, filters: {}, columns: [], tab: '', isTabTyped: false, ...writing };
  const [account] = catalogue.accounts;
  return account ? withAccount(blank, catalogue, 1, account.id) : blank;
}

/** A form with what is saved; a report without columns of its own has the standard ones. */
export function draftOf(report: Report, catalogue: Catalogue): ReportDraft {
  const sources = report.sources.map(({ connectionId, scope, lookup }, index) => ({
    key: index + 1,
    accountId: connectionId,
    scope: { ...scope },
    lookup: lookup ?? null,
  }));
  const draft: ReportDraft = {
    dataset: report.dataset,
    sources,
    filters: report.filters,
    columns: [...report.columns],
    tab: report.destination?.tab ?? report.name,
    isTabTyped: true,
    writeMode: report.writeMode,
    writing: report.writing,
    editors: report.editors,
    retention: retentionDraft(report.retention),
  };
  if (draft.columns.length > 0) return draft;
  return { ...draft, columns: standardColumnIds(columnsOf(draft, catalogue)) };
}

/** One account of the report, changed. */
export function withSource(draft: ReportDraft, key: number, change: Partial<SourceDraft>): ReportDraft {
  return { ...draft, sources: draft.sources.map((one) => (one.key === key ? { ...one, ...change } : one)) };
}

/** Another account; what was chosen stays when it is of the same ticketing system. */
export function withAccount(draft: ReportDraft, catalogue: Catalogue, key: number, accountId: string): ReportDraft {
  const provider = providerOf(catalogue, accountId);
  const before = draft.sources.find((one) => one.key === key);
  const next = withSource(draft, key, { accountId });
  if (provider && provider === providerOf(catalogue, before?.accountId ?? '')) return next;
  const fresh = withSource(next, key, { scope: {}, lookup: null });
  if (draft.sources.length > 1) return fresh;
  const dataset = datasetOf(provider, draft.dataset) ?? provider?.datasets[0];
  return withDataset(fresh, catalogue, dataset?.id ?? '');
}

/** Another kind of rows: its standard columns, no filters yet, and of the scope what both kinds ask for. */
export function withDataset(draft: ReportDraft, catalogue: Catalogue, id: DatasetId | ''): ReportDraft {
  const sources = draft.sources.map((source) => {
    const dataset = datasetOf(providerOf(catalogue, source.accountId), id);
    const asked = new Set(dataset?.scope.map((field) => field.id));
    const scope = Object.entries(source.scope).filter(([field]) => asked.has(field));
    return { ...source, scope: Object.fromEntries(scope), lookup: null };
  });
  const next: ReportDraft = { ...draft, dataset: id, sources, filters: {} };
  const title = datasetOf(providerOf(catalogue, sources[0]?.accountId ?? ''), id)?.title ?? '';
  return {
    ...next,
    columns: standardColumnIds(columnsOf(next, catalogue)),
    tab: draft.isTabTyped ? draft.tab : freeTab(title, catalogue.reports),
  };
}

/** One more account, or the same again for another event. Rows of several accounts say which one they are from. */
export function withAnotherSource(draft: ReportDraft, catalogue: Catalogue, accountId: string): ReportDraft {
  const key = Math.max(0, ...draft.sources.map((one) => one.key)) + 1;
  const next = { ...draft, sources: [...draft.sources, { key, accountId, scope: {}, lookup: null }] };
  const known = columnsOf(next, catalogue).map(({ id }) => id);
  const isOther = draft.sources.every((one) => one.accountId !== accountId);
  const telling = ['provider', 'account', 'eventName'].filter(
    (id) => isOther && known.includes(id) && !draft.columns.includes(id),
  );
  return { ...next, columns: [...telling, ...draft.columns] };
}

/** Without this account. The last one stays. */
export function withoutSource(draft: ReportDraft, key: number): ReportDraft {
  const sources = draft.sources.filter((one) => one.key !== key);
  return sources.length > 0 ? { ...draft, sources } : draft;
}

function freeTab(title: string, reports: readonly Report[]): string {
  const taken = takenTabs(reports);
  for (let number = 1; ; number += 1) {
    const tab = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(tab.toLowerCase())) return tab;
  }
}
