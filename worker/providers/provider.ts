import type { z } from 'zod';
import type { DatasetId, Field, ProviderId, Scope } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import type { Row } from '../../shared/records.ts';
import type { Paging } from './paging.ts';

/** Query parameters; a list repeats the parameter, undefined leaves it out. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A GET below the provider's base address. */
export type ProviderRequest = { readonly path: string; readonly query: Query };

/** One answer of a list: its raw records, how many match in all, and the pointer to the next page, as far as the provider says. */
export type ListAnswer = {
  readonly records: readonly unknown[];
  readonly total?: number;
  readonly nextKey?: string | null;
};

/** One record read: its key, and its row, or null when it is left out on purpose (a deleted ticket). */
export type Reading = { readonly key: string; readonly row: Row | null };

/** Credential values by field id. */
export type Credentials = Readonly<Record<string, string>>;

/** A list a provider can be asked for, and how its records become rows. Built by `dataset()`, which binds the raw type. */
export type Dataset = {
  readonly id: DatasetId;
  readonly title: string;
  readonly description: string;
  readonly scope: readonly Field[];
  readonly columns: readonly Column[];
  readonly paging: Paging;
  /** Whether large pages are what the provider gives up on: then a page that does not come is asked for in halves. */
  readonly shrinks?: boolean;
  /** A sentence naming the field that does not fit, or null. Called after required fields were checked. */
  readonly misfit: (scope: Scope) => string | null;
  /** `now` is for scopes that leave a moment open. */
  readonly request: (scope: Scope, now: Date) => ProviderRequest;
  /** Query that narrows the list to records updated since `since`; absent when the provider has none. */
  readonly updatedSince?: (since: Date) => Query;
  /** @throws ZodError when the answer is no such list. */
  readonly list: (body: unknown) => ListAnswer;
  /** @throws ZodError or RangeError when the record cannot be read. */
  readonly read: (record: unknown, scope: Scope) => Reading;
};

type Declaration<Raw> = Omit<Dataset, 'read'> & {
  readonly raw: z.ZodType<Raw>;
  readonly key: (record: Raw) => string;
  /** Whether the record belongs into the rows; left out ones are counted. */
  readonly keep: (record: Raw, scope: Scope) => boolean;
  readonly normalise: (record: Raw) => Row;
};

/** Binds a dataset's raw schema to its normaliser, and then hides the raw type. */
export function dataset<Raw>(declaration: Declaration<Raw>): Dataset {
  const { raw, key, keep, normalise, ...rest } = declaration;
  return {
    ...rest,
    read: (record, scope) => {
      const parsed = raw.parse(record);
      return { key: key(parsed), row: keep(parsed, scope) ? normalise(parsed) : null };
    },
  };
}

/** A ticketing system: data and pure functions, no HTTP, no loop, no retry. */
export type Provider = {
  readonly id: ProviderId;
  readonly title: string;
  readonly credentials: readonly Field[];
  /** The base address for these credentials; requests go below it and nowhere else. */
  readonly baseUrl: (credentials: Credentials) => string;
  readonly headers: (credentials: Credentials) => Readonly<Record<string, string>>;
  /** Cheapest request that shows whether the credentials are accepted, and the statuses that say yes. */
  readonly check: (now: Date) => ProviderRequest & { readonly accepted: readonly number[] };
  /** Milliseconds to let pass before the next request, from the headers of an answer; absent: none are asked for. */
  readonly pace?: (header: (name: string) => string | null, now: Date) => number;
  readonly datasets: readonly Dataset[];
};
