import type { ReportSource } from './db/report-sources.ts';
import type { Scope } from '../shared/api.ts';
import { Failure } from './failure.ts';
import { failureOf } from './jobs/job-outcome.ts';
import { checkCredentials, createAsk } from './providers/ask.ts';
import type { Http } from './providers/http.ts';
import type { Dataset, Provider } from './providers/provider.ts';
import { ProviderError, type Subject } from './providers/provider-error.ts';
import type { Ask } from './providers/pull.ts';
import { checkReport } from './report-check.ts';
import { openCredentials } from './security/credentials.ts';
import type { Sealer } from './security/sealing.ts';

/** Reading providers with the credentials of stored connections. */
export type ProviderAccess = {
  /** @throws Failure `invalid-request` when there is no such provider. */
  find(id: string): Provider;
  /** @throws Failure when the provider refuses the credentials or does not answer. */
  test(connection: ReportSource['connection']): Promise<void>;
  /** Way to ask with a connection's credentials; its errors name what was asked for. */
  ask(connection: ReportSource['connection'], question: Question, signal: AbortSignal): Ask;
  /** What a run of a report reads. @throws Failure when the report no longer fits its provider. */
  source(from: ReportSource, signal: AbortSignal): { dataset: Dataset; ask: Ask };
};

type Question = { dataset: Pick<Dataset, 'scope'>; scope: Scope };

type Settings = {
  providers: readonly Provider[];
  http: Http;
  sealer: Sealer;
  /** Base addresses that replace providers' own, by provider id. */
  origins: Readonly<Record<string, string>>;
  now: () => Date;
};

export function createProviderAccess({ providers, http, sealer, origins, now }: Settings): ProviderAccess {
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
  return {
    find,
    ask,
    async test(connection) {
      const provider = find(connection.provider);
      const credentials = openCredentials(sealer, connection);
      const subject = { system: provider.title, account: connection.label, scope: '' };
      const signal = AbortSignal.timeout(30_000);
      const options = { http, provider, credentials, baseUrl: origins[provider.id], signal, now: now() };
      await translated(() => about(subject, () => checkCredentials(options)));
    },
    source(from, signal) {
      const { dataset, scope, columns } = from.report;
      const provider = find(from.connection.provider);
      const found = provider.datasets.find(({ id }) => id === dataset);
      if (!found) throw new Failure('invalid-request', `${provider.title} has no list "${dataset}" to bring in.`);
      checkReport(provider, { dataset: found.id, scope, columns });
      return { dataset: found, ask: ask(from.connection, { dataset: found, scope }, signal) };
    },
  };
}

/** What was asked for as the form shows it, such as `App ID "demo-app", Event "spring-gala-2027"`. */
function scopeText({ dataset, scope }: Question): string {
  const given = dataset.scope.filter(({ id, kind }) => kind !== 'flag' && scope[id]?.trim());
  return given.map(({ id, title }) => `${title} "${scope[id]?.trim().slice(0, 80)}"`).join(', ');
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
