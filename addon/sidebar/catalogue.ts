import type { Connection, DatasetId, DatasetInfo, Field, ProviderInfo, Report, Spreadsheet } from '../../shared/api.ts';

export type ColumnInfo = DatasetInfo['columns'][number];

/** What the worker told about this person and this spreadsheet. `reports` are those that fill tabs of this spreadsheet. */
export type Catalogue = {
  providers: ProviderInfo[];
  accounts: Connection[];
  reports: Report[];
  spreadsheet: Spreadsheet | undefined;
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

/** Whether this person may use the spreadsheet's reports at `now` (milliseconds since 1970). */
export function isLinked(spreadsheet: Spreadsheet | undefined, now: number): spreadsheet is Spreadsheet {
  if (spreadsheet?.state !== 'linked') return false;
  return spreadsheet.provedUntil === null || Date.parse(spreadsheet.provedUntil) > now;
}

/** First problem of the values with the form they were asked for, by field id. */
export function missingFields(fields: readonly Field[], values: Readonly<Record<string, string>>): Field[] {
  return fields.filter(({ id, required }) => required && !(values[id] ?? '').trim());
}
