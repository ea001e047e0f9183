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
import { planOf, type TemplatePlan } from './template-plan.ts';
import { templateOf, type TemplateId } from './templates.ts';
import { words } from './words.ts';

/** One account of a report as the form holds it. `key` tells it from the others while the form is open. */
export type SourceDraft = {
  key: number;
  accountId: string;
  scope: Record<string, string>;
  lookup: SourceLookup | null;
};

/**
 * What the form of a report holds while it is filled in. "" where nothing is chosen yet. In `filters` a range without sides is one
 * between two days that are not chosen yet. In `writing` NaN stands for what is no whole number yet. `template` is the list it began
 * with, until another kind of rows is chosen. `tabs` are the titles of the tabs there are.
 */
export type ReportDraft = {
  template: TemplateId | null;
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
  tabs: readonly string[];
};

/** What a new form is to begin with: the tabs there are, and the name of a template. */
export type Beginning = { tabs?: readonly string[]; template?: string | undefined };

/** A form with everything filled in that can be guessed. Of several accounts the first that can give the list. */
export function newDraft(catalogue: Catalogue, { tabs = [], template }: Beginning = {}): ReportDraft {
  const blank: ReportDraft = {
    template: templateOf(template)?.id ?? null,
    dataset: '',
    sources: [{ key: 1, accountId: '', scope: {}, lookup: null }],
    filters: {},
    columns: [],
    tab: '',
    isTabTyped: false,
    writeMode: 'sync',
    writing: STANDARD_WRITING,
    editors: 'refresh',
    retention: retentionDraft(STANDARD_RETENTION),
    tabs,
  };
  const { accounts } = catalogue;
  const wanted = templateOf(template);
  const account = accounts.find(({ id }) => planOf(wanted, providerOf(catalogue, id))) ?? accounts[0];
  return account ? withAccount(blank, catalogue, 1, account.id) : blank;
}

/** A new report that begins as a copy of another, for a tab of its own. */
export function copyOf(report: Report, catalogue: Catalogue, tabs: readonly string[]): ReportDraft {
  const draft = draftOf(report, catalogue);
  // "Tickets 2" is copied to "Tickets 3"
  const title = draft.tab.replace(/ \d+$/, '');
  return { ...draft, tabs, tab: freeTab(title, catalogue.reports, [...tabs, draft.tab]) };
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
    template: null,
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
    tabs: [],
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
  return draft.sources.length > 1 ? fresh : withOffer(fresh, catalogue, provider);
}

/** Of another ticketing system: the same list or kind of rows, as far as it has them. */
function withOffer(draft: ReportDraft, catalogue: Catalogue, provider: ReturnType<typeof providerOf>): ReportDraft {
  const plan = planOf(templateOf(draft.template ?? undefined), provider);
  if (plan) return withPlan(draft, catalogue, plan);
  const dataset = datasetOf(provider, draft.dataset) ?? provider?.datasets[0];
  // What was asked for stays on show, with that it cannot be had.
  return { ...withDataset(draft, catalogue, dataset?.id ?? ''), template: draft.template };
}

/** The list of a template: its kind of rows, columns, filters, and way to be written. */
export function withPlan(draft: ReportDraft, catalogue: Catalogue, plan: TemplatePlan): ReportDraft {
  const { template, dataset, columns, filters } = plan;
  const { id, writeMode, retention } = template;
  const title = words.templates.names[id];
  return {
    ...withDataset(draft, catalogue, dataset.id),
    template: id,
    columns,
    filters,
    tab: draft.isTabTyped ? draft.tab : freeTab(title, catalogue.reports, draft.tabs),
    writeMode,
    retention: retentionDraft(retention),
  };
}

/** Another kind of rows: its standard columns, no filters yet, and of the scope what both kinds ask for. */
export function withDataset(draft: ReportDraft, catalogue: Catalogue, id: DatasetId | ''): ReportDraft {
  const sources = draft.sources.map((source) => {
    const dataset = datasetOf(providerOf(catalogue, source.accountId), id);
    const asked = new Set(dataset?.scope.map((field) => field.id));
    const scope = Object.entries(source.scope).filter(([field]) => asked.has(field));
    return { ...source, scope: Object.fromEntries(scope), lookup: null };
  });
  const next: ReportDraft = { ...draft, template: null, dataset: id, sources, filters: {} };
  const title = datasetOf(providerOf(catalogue, sources[0]?.accountId ?? ''), id)?.title ?? '';
  return {
    ...next,
    columns: standardColumnIds(columnsOf(next, catalogue)),
    tab: draft.isTabTyped ? draft.tab : freeTab(title, catalogue.reports, draft.tabs),
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

function freeTab(title: string, reports: readonly Report[], tabs: readonly string[]): string {
  const taken = new Set([...takenTabs(reports), ...tabs.map((tab) => tab.trim().toLowerCase())]);
  for (let number = 1; ; number += 1) {
    const tab = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(tab.toLowerCase())) return tab;
  }
}
