import type { Connection, Report, Spreadsheet } from '../../shared/api.ts';
import type { DatasetId, DatasetInfo, Field, ProviderInfo } from '../../shared/catalogue.ts';
import type { Me } from '../../shared/people.ts';

export type ColumnInfo = DatasetInfo['columns'][number];

/**
 * What the worker told about this person and this spreadsheet. `reports` are those that fill tabs of this spreadsheet; `uses`
 * counts by account the reports of all spreadsheets.
 */
export type Catalogue = {
  providers: ProviderInfo[];
  accounts: Connection[];
  reports: Report[];
  uses: Readonly<Record<string, number>>;
  /** Of this one, and of all that this person linked. */
  spreadsheet: Spreadsheet | undefined;
  spreadsheets: Spreadsheet[];
  me: Me;
};

/** The ticketing system of an account. */
export function providerOf(
  catalogue: Pick<Catalogue, 'providers' | 'accounts'>,
  accountId: string,
): ProviderInfo | undefined {
  const account = catalogue.accounts.find(({ id }) => id === accountId);
  return catalogue.providers.find(({ id }) => id === account?.provider);
}

/** The kind of rows a report of this account may bring in, by id. */
export function datasetOf(provider: ProviderInfo | undefined, id: DatasetId | ''): DatasetInfo | undefined {
  return provider?.datasets.find((dataset) => dataset.id === id);
}

/** What the rows of a report are called, also when its account is not this person's. */
export function datasetTitleOf({ providers }: Pick<Catalogue, 'providers'>, id: DatasetId): string {
  const all = providers.flatMap(({ datasets }) => datasets);
  return all.find((dataset) => dataset.id === id)?.title ?? id;
}

/** The reports of this spreadsheet that read with this account. */
export function reportsOf({ reports }: Pick<Catalogue, 'reports'>, accountId: string): Report[] {
  return reports.filter(({ sources }) => sources.some(({ connectionId }) => connectionId === accountId));
}

/** Whether this person may use the spreadsheet's reports at `now` (milliseconds since 1970). */
export function isLinked(spreadsheet: Spreadsheet | undefined, now: number): spreadsheet is Spreadsheet {
  if (spreadsheet?.state !== 'linked') return false;
  return spreadsheet.provedUntil === null || Date.parse(spreadsheet.provedUntil) > now;
}

/** Whether this person linked it before: its title is told to nobody else. The link holds for a day. */
export function wasLinked(spreadsheet: Spreadsheet | undefined): spreadsheet is Spreadsheet {
  return spreadsheet !== undefined && spreadsheet.title !== null;
}

/** Whether this person may manage ticketing accounts, people and links; who has no team yet begins one, as its admin. */
export function isAdmin({ me }: Pick<Catalogue, 'me'>): boolean {
  return me.workspace === null || me.workspace.role === 'admin';
}

/** Whether the report is this person's team's: people of other teams refresh it; only those who have its accounts change it. */
export function isOurs({ sources }: Report, { accounts }: Pick<Catalogue, 'accounts'>): boolean {
  return sources.every(({ connectionId }) => accounts.some(({ id }) => id === connectionId));
}

/** Whether this person may have it refreshed: the team, and others who can edit the spreadsheet as far as the report lets them. */
export function mayRefresh(report: Report, catalogue: Pick<Catalogue, 'accounts'>): boolean {
  return report.editors === 'refresh' || isOurs(report, catalogue);
}

/** Required fields without a value. */
export function missingFields(fields: readonly Field[], values: Readonly<Record<string, string>>): Field[] {
  return fields.filter(({ id, required }) => required && !(values[id] ?? '').trim());
}

/** Titles of the tabs reports fill, in lower case: Google takes "Tickets" and "tickets" for the same. */
export function takenTabs(reports: readonly Report[]): Set<string> {
  return new Set(reports.map(({ destination }) => (destination?.tab ?? '').trim().toLowerCase()));
}
