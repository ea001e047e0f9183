import type { DatasetId, PreviewInput, Report, ReportInput } from '../../shared/api.ts';
import { standardColumnIds } from '../../shared/columns.ts';
import { datasetOf, missingFields, providerOf, type Catalogue } from './catalogue.ts';
import { INCOMPLETE } from './local-time.ts';
import { words } from './words.ts';

/** What the form of a report holds while it is filled in. "" where nothing is chosen yet. */
export type ReportDraft = {
  accountId: string;
  dataset: DatasetId | '';
  scope: Record<string, string>;
  columns: string[];
  tab: string;
  /** Whether the tab's name was typed, so that it no longer follows the kind of rows. */
  isTabTyped: boolean;
};

/** Begins the name of a scope field among the errors of a form. */
export const SCOPE = 'scope.';

/** Sentences by field: "account", "columns", "tab", or SCOPE and the id of a scope field. */
export type DraftErrors = Record<string, string>;

/** A form with everything filled in that can be guessed. `tabs` are the titles taken by other reports. */
export function newDraft(catalogue: Catalogue): ReportDraft {
  const blank: ReportDraft = { accountId: '', dataset: '', scope: {}, columns: [], tab: '', isTabTyped: false };
  const [account] = catalogue.accounts;
  return account ? withAccount(blank, catalogue, account.id) : blank;
}

/** A form with what is saved; a report without columns of its own has the standard ones. */
export function draftOf(report: Report, catalogue: Catalogue): ReportDraft {
  const dataset = datasetOf(providerOf(catalogue, report.connectionId), report.dataset);
  return {
    accountId: report.connectionId,
    dataset: report.dataset,
    scope: { ...report.scope },
    columns: report.columns.length > 0 ? [...report.columns] : standardColumnIds(dataset?.columns ?? []),
    tab: report.destination?.tab ?? report.name,
    isTabTyped: true,
  };
}

/** Another account; what was chosen stays when it is of the same ticketing system. */
export function withAccount(draft: ReportDraft, catalogue: Catalogue, accountId: string): ReportDraft {
  const provider = providerOf(catalogue, accountId);
  const next = { ...draft, accountId };
  if (provider && provider === providerOf(catalogue, draft.accountId)) return next;
  return withDataset({ ...next, scope: {} }, catalogue, provider?.datasets[0]?.id ?? '');
}

/** Another kind of rows: its standard columns, and of the scope what both kinds ask for. */
export function withDataset(draft: ReportDraft, catalogue: Catalogue, id: DatasetId | ''): ReportDraft {
  const dataset = datasetOf(providerOf(catalogue, draft.accountId), id);
  const asked = new Set(dataset?.scope.map((field) => field.id));
  return {
    ...draft,
    dataset: id,
    scope: Object.fromEntries(Object.entries(draft.scope).filter(([field]) => asked.has(field))),
    columns: standardColumnIds(dataset?.columns ?? []),
    tab: draft.isTabTyped ? draft.tab : freeTab(dataset?.title ?? '', catalogue.reports),
  };
}

/** @param editing the report that is being changed, whose own tab is not taken. */
export function errorsOf(draft: ReportDraft, catalogue: Catalogue, editing?: Report): DraftErrors {
  const dataset = datasetOf(providerOf(catalogue, draft.accountId), draft.dataset);
  if (!dataset) return { account: words.form.chooseAccount };
  const errors: DraftErrors = {};
  for (const { id, title } of missingFields(dataset.scope, draft.scope)) {
    errors[SCOPE + id] = words.form.missing(title);
  }
  for (const { id, title, kind } of dataset.scope) {
    if (kind === 'date-time' && draft.scope[id] === INCOMPLETE) errors[SCOPE + id] = words.form.badDate(title);
  }
  if (draft.columns.length === 0) errors['columns'] = words.form.noColumns;
  const tab = draft.tab.trim();
  const others = catalogue.reports.filter(({ id }) => id !== editing?.id);
  if (!tab) errors['tab'] = words.form.missing(words.form.tab);
  else if (takenTabs(others).has(tab.toLowerCase())) errors['tab'] = words.form.tabTaken(tab);
  return errors;
}

/** What a preview depends on, in the form the worker takes it. @throws RangeError when no kind of rows is chosen. */
export function previewInputOf(draft: ReportDraft): PreviewInput {
  if (draft.dataset === '') throw new RangeError('no dataset');
  const scope = Object.entries(draft.scope).map(([id, value]): [string, string] => [id, value.trim()]);
  return {
    connectionId: draft.accountId,
    dataset: draft.dataset,
    scope: Object.fromEntries(scope.filter(([, value]) => value !== '')),
    columns: draft.columns,
  };
}

/** @param spreadsheet the worker's id of the linked spreadsheet. @throws RangeError when no kind of rows is chosen. */
export function reportInputOf(draft: ReportDraft, spreadsheet: string): ReportInput {
  const tab = draft.tab.trim();
  return { ...previewInputOf(draft), name: tab, destination: { spreadsheet, tab }, writeMode: 'replace' };
}

function freeTab(title: string, reports: readonly Report[]): string {
  const taken = takenTabs(reports);
  for (let number = 1; ; number += 1) {
    const tab = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(tab.toLowerCase())) return tab;
  }
}

/** Tab titles in lower case: Google takes "Tickets" and "tickets" for the same. */
function takenTabs(reports: readonly Report[]): Set<string> {
  return new Set(reports.map(({ destination }) => (destination?.tab ?? '').trim().toLowerCase()));
}
