import type { ReportSource } from './db/report-sources.ts';
import { Failure } from './failure.ts';
import { failureOf } from './jobs/job-outcome.ts';
import { checkCredentials, createAsk } from './providers/ask.ts';
import type { Http } from './providers/http.ts';
import type { Credentials, Dataset, Provider } from './providers/provider.ts';
import { ProviderError } from './providers/provider-error.ts';
import type { Ask } from './providers/pull.ts';
import { checkReport } from './report-check.ts';
import { openCredentials } from './security/credentials.ts';
import type { Sealer } from './security/sealing.ts';

/** Reading providers with the credentials of stored connections. */
export type ProviderAccess = {
  /** @throws Failure `invalid-request` when there is no such provider. */
  find(id: string): Provider;
  /** @throws Failure when the provider refuses the credentials or does not answer. */
  test(id: string, credentials: Credentials): Promise<void>;
  /** Way to ask with a connection's credentials. */
  ask(connection: ReportSource['connection'], signal: AbortSignal): Ask;
  /** What a run of a report reads. @throws Failure when the report no longer fits its provider. */
  source(from: ReportSource, signal: AbortSignal): { dataset: Dataset; ask: Ask };
};

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
    if (!provider) throw new Failure('invalid-request', `provider: "${id}" cannot be read here yet.`);
    return provider;
  };
  const ask = (connection: ReportSource['connection'], signal: AbortSignal): Ask => {
    const provider = find(connection.provider);
    const credentials = openCredentials(sealer, connection);
    return createAsk({ http, provider, credentials, baseUrl: origins[provider.id], signal });
  };
  return {
    find,
    ask,
    async test(id, credentials) {
      const provider = find(id);
      const signal = AbortSignal.timeout(30_000);
      const options = { http, provider, credentials, baseUrl: origins[provider.id], signal, now: now() };
      await translated(() => checkCredentials(options));
    },
    source(from, signal) {
      const { dataset, scope, columns } = from.report;
      const provider = find(from.connection.provider);
      const found = provider.datasets.find(({ id }) => id === dataset);
      if (!found) throw new Failure('invalid-request', `dataset: ${provider.title} has no "${dataset}".`);
      checkReport(provider, { dataset: found.id, scope, columns });
      return { dataset: found, ask: ask(from.connection, signal) };
    },
  };
}

async function translated(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw error instanceof ProviderError ? failureOf(error) : error;
  }
}
