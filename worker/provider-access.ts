import type { Scope, SourceLookup } from '../shared/api.ts';
import type { Field } from '../shared/catalogue.ts';
import type { Column } from '../shared/columns.ts';
import type { ConnectionRow } from './db/connections.ts';
import type { SpreadsheetRow } from './db/spreadsheets.ts';
import type { UsedId } from './db/used-ids.ts';
import { usedIn } from './choices.ts';
import { Failure } from './failure.ts';
import { inTime } from './in-time.ts';
import { failureOf } from './jobs/job-outcome.ts';
import { checkCredentials, createAsk } from './providers/ask.ts';
import type { Http } from './providers/http.ts';
import type { Dataset, Provider } from './providers/provider.ts';
import { ProviderError, type Subject } from './providers/provider-error.ts';
import type { Ask } from './providers/fetch-page.ts';
import type { OpenSource } from './jobs/read-sources.ts';
import { checkSource, columnsOfAll } from './report-check.ts';
import { openCredentials } from './security/credentials.ts';
import type { Sealer } from './security/sealing.ts';

/** Reading providers with the credentials of stored connections. */
export type ProviderAccess = {
  /** @throws Failure `invalid-request` when there is no such provider. */
  find(id: string): Provider;
  /** @throws Failure when the provider refuses the credentials or does not answer. */
  test(connection: ConnectionRow): Promise<void>;
  /** Way to ask with a connection's credentials; its errors name what was asked for. */
  ask(connection: ConnectionRow, question: Question, signal: AbortSignal): Ask;
  /** What a run reads of one source. @throws Failure when the report no longer fits its provider. */
  open(at: SourceToOpen, signal: AbortSignal): OpenSource;
  /** Ids worth remembering after such a report was saved, or read: `names` is event id -> name. */
  usedIn(at: Pick<SourceToOpen, 'dataset' | 'connection' | 'scope'>, names: ReadonlyMap<string, string>): UsedId[];
  /** Name of a ticketing system. */
  titleOf(provider: string): string;
  /** The columns reports over these connections can choose from. */
  columnsOf(dataset: string, connections: readonly Pick<ConnectionRow, 'provider'>[]): Column[];
};

/** One source of a report, and the spreadsheet its look-ups are in. */
export type SourceToOpen = {
  readonly dataset: string;
  readonly connection: ConnectionRow;
  readonly scope: Scope;
  readonly lookup: SourceLookup | null;
  readonly spreadsheet: SpreadsheetRow | null;
};

/** Reads a column of a spreadsheet from the top, blanks left out. @throws Failure */
export type ReadColumn = (
  at: { spreadsheetId: string; tab: string; column: string },
  signal: AbortSignal,
) => Promise<readonly string[]>;

type Question = { dataset: Pick<Dataset, 'scope'>; scope: Scope };

type Settings = {
  providers: readonly Provider[];
  http: Http;
  sealer: Sealer;
  /** Base addresses that replace providers' own, by provider id. */
  origins: Readonly<Record<string, string>>;
  readColumn: ReadColumn;
  /** Values that were given through the API. @throws Failure */
  openLookup: (
    connection: ConnectionRow,
    lookup: Extract<SourceLookup, { sealed: string }>,
  ) => Promise<readonly string[]>;
  now: () => Date;
};

export function createProviderAccess({
  providers,
  http,
  sealer,
  origins,
  readColumn,
  openLookup,
  now,
}: Settings): ProviderAccess {
  const find = (id: string): Provider => {
    const provider = providers.find((one) => one.id === id);
    if (!provider) throw new Failure('invalid-request', `The ticketing system "${id}" cannot be read here yet.`);
    return provider;
  };
  const ask: ProviderAccess['ask'] = (connection, question, signal) => {
    const provider = find(connection.provider);
    const credentials = openCredentials(sealer, connection);
    const asking = createAsk({ http, provider, credentials, baseUrl: origins[provider.id], signal });
    const subject = { system: provider.title, account: connection.label, scope: scopeText(question) };
    return async (request, interpret) => await about(subject, () => asking(request, interpret));
  };
  const inputsOf = inputReader({ readColumn, openLookup });
  return {
    find,
    ask,
    async test(connection) {
      const provider = find(connection.provider);
      const credentials = openCredentials(sealer, connection);
      const subject = { system: provider.title, account: connection.label, scope: '' };
      const signal = AbortSignal.timeout(30_000);
      const options = { http, provider, credentials, baseUrl: origins[provider.id], signal, now: now() };
      const tooSlow = `${provider.title} takes too long to answer.`;
      await inTime(signal, tooSlow, () => translated(() => about(subject, () => checkCredentials(options))));
    },
    open({ dataset: id, connection, scope, lookup, spreadsheet }, signal) {
      const provider = find(connection.provider);
      const dataset = checkSource(provider, { dataset: id, scope, lookup });
      const inputs = lookup && { by: lookup.by, read: inputsOf(lookup, { connection, spreadsheet }, signal) };
      return { dataset, ask: ask(connection, { dataset, scope }, signal), inputs };
    },
    titleOf: (provider) => find(provider).title,
    usedIn({ dataset, connection, scope }, names) {
      const provider = find(connection.provider);
      const rows = [...names].map(([eventId, eventName]) => ({ eventId, eventName }));
      return usedIn({ provider, dataset: datasetOf(provider, dataset), scope, rows });
    },
    columnsOf: (dataset, connections) =>
      columnsOfAll(connections.map(({ provider }) => datasetOf(find(provider), dataset))),
  };
}

/** Where what is looked up comes from: given with the report, or a column of its spreadsheet. */
function inputReader({ readColumn, openLookup }: Pick<Settings, 'readColumn' | 'openLookup'>) {
  type At = Pick<SourceToOpen, 'connection' | 'spreadsheet'>;
  return (lookup: SourceLookup, { connection, spreadsheet }: At, signal: AbortSignal) =>
    async () => {
      if ('values' in lookup) return lookup.values;
      if ('sealed' in lookup) return await openLookup(connection, lookup);
      if (!spreadsheet) throw new Failure('invalid-request', 'Read by a column: the report has no spreadsheet.');
      return await readColumn({ spreadsheetId: spreadsheet.google_id, ...lookup }, signal);
    };
}

function datasetOf(provider: Provider, id: string): Dataset {
  const found = provider.datasets.find((dataset) => dataset.id === id);
  if (found) return found;
  throw new Failure('invalid-request', `${provider.title} has no list "${id}" to bring in.`);
}

/**
 * What was asked for as the form shows it, such as `App ID "demo-app", Event "spring-gala-2027"`. Texts that are typed may be
 * a buyer or a barcode: of these only the title.
 */
function scopeText({ dataset, scope }: Question): string {
  const given = dataset.scope.filter(({ id, kind }) => kind !== 'flag' && scope[id]?.trim());
  const isOpen = ({ kind, suggests }: Field) => suggests !== undefined || kind === 'choice' || kind === 'date-time';
  const told = (field: Field) => (isOpen(field) ? ` "${scope[field.id]?.trim().slice(0, 80)}"` : '');
  return given.map((field) => field.title + told(field)).join(', ');
}

async function about<T>(subject: Subject, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof ProviderError ? error.about(subject) : error;
  }
}

async function translated(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw error instanceof ProviderError ? failureOf(error) : error;
  }
}
