import type { z } from 'zod';
import type { Scope } from '../../shared/api.ts';
import type { DatasetId, Field, LookupInfo, ProviderId } from '../../shared/catalogue.ts';
import { LOOKUP_COLUMNS, SOURCE_COLUMNS, type Column } from '../../shared/columns.ts';
import type { FilterId } from '../../shared/filters.ts';
import type { Row } from '../../shared/records.ts';
import type { PlainFilters } from './filters.ts';
import type { Paging } from './paging.ts';
import type { ProviderErrorKind } from './provider-error.ts';

/** Query or form parameters; a list repeats the parameter, undefined leaves it out. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A read below the provider's base address: a GET, or, with a form, a POST of a provider that reads by POST. */
export type ProviderRequest = {
  readonly path: string;
  readonly query: Query;
  readonly form?: Query;
  /** Parameters that name a resource by its whole address: paths below the base address. */
  readonly addresses?: Readonly<Record<string, string>>;
};

/**
 * One answer of a list: its raw records, how many match in all, and the pointer to the next page, as far as the provider says.
 * `columns`: what an `expands` column of the dataset stands for, by this answer.
 */
export type ListAnswer = {
  readonly records: readonly unknown[];
  readonly total?: number;
  readonly nextKey?: string | null;
  /** What names each record in the request for what comes after it, when that is not its key; null: nothing does. */
  readonly pointers?: readonly (string | null)[];
  readonly columns?: readonly Column[];
};

/** A row with its key, unique among the rows of its source. */
export type KeyedRow = { readonly key: string; readonly row: Row };

/** One record read: its key, and its rows; none when it is left out on purpose (a deleted ticket). */
export type Reading = { readonly key: string; readonly rows: readonly KeyedRow[] };

/** Credential values by field id. */
export type Credentials = Readonly<Record<string, string>>;

/** What reading a record may depend on besides the record. */
export type ReadContext = {
  readonly scope: Scope;
  /** A stable stand-in for an id that is itself a secret: same in, same out, and no way back. */
  readonly hash: (secret: string) => string;
  /** Whether the record was asked for by name: then nothing leaves it out. */
  readonly isLookedUp?: boolean;
};

/** What a list is asked for: the scope of this part, and when the run began (the same after a restart). */
export type Reach = { readonly scope: Scope; readonly now: Date };

/** Why a detail of a record, or something looked up, cannot be had. */
export type MissingReason = 'not found' | 'no access' | 'not valid';

/** Stands where an answer would be. */
export class Missing {
  readonly why: MissingReason;

  constructor(why: MissingReason) {
    this.why = why;
  }
}

/** More requests for records whose list answer is not whole. */
export type Details = {
  /** What is still needed; none when the record is whole. Asked again after each merge. */
  readonly requests: (record: unknown, scope: Scope) => readonly ProviderRequest[];
  /** The record with the answers, one for each request, in order. */
  readonly merge: (record: unknown, answers: readonly unknown[]) => unknown;
};

/** A request before a list, for what all its records have in common and none of them says (names of an event and its ticket types). */
export type Common = {
  /** Null: not for this scope. */
  readonly request: (scope: Scope) => ProviderRequest | null;
  /** Whether the list is read without it when the provider refuses it. */
  readonly isOptional?: boolean;
  /** Makes of its answer what completes each record of the list. @throws ZodError when the answer is something else. */
  readonly merge: (body: unknown, scope: Scope) => (record: unknown) => unknown;
};

/** Reading a dataset by what stands in a column of the organizer's sheet instead of by its list. */
export type Lookup = LookupInfo & {
  /** Whether a text can be one of those at all: others are "not valid" without a request. Absent: any text can. */
  readonly accepts?: (input: string) => boolean;
  /** A sentence naming the field that looking up needs besides, or null; absent: none. */
  readonly misfit?: (scope: Scope) => string | null;
  readonly request: (input: string, scope: Scope) => ProviderRequest;
  /** The records in the answer; none: not found. @throws ZodError when the answer is something else. */
  readonly records: (body: unknown) => readonly unknown[];
};

/** A list a provider can be asked for, and how its records become rows. Built by `dataset()`, which binds the raw type. */
export type Dataset = {
  readonly id: DatasetId;
  readonly title: string;
  readonly description: string;
  /** What organizers might look for and this provider does not tell, each a short sentence. */
  readonly cannotTell: readonly string[];
  /** What a record of the list is, in the plural, when it is not what the rows are ("orders"). */
  readonly counts?: string;
  readonly scope: readonly Field[];
  readonly columns: readonly Column[];
  readonly paging: Paging;
  /** Whether large pages are what the provider gives up on: then a page that does not come is asked for in halves. */
  readonly shrinks?: boolean;
  /** A sentence naming the field that does not fit, or null. Called after required fields were checked. */
  readonly misfit: (scope: Scope) => string | null;
  /** The lists one reading goes through, as scopes of their own (one for each of several events); absent: the scope itself. */
  readonly parts?: (scope: Scope, filters: PlainFilters) => readonly Scope[];
  /** `now` is for scopes that leave a moment open. */
  readonly request: (scope: Scope, now: Date) => ProviderRequest;
  /**
   * Filters the provider applies itself, as parameters for its list. Only what cannot change while the list is read, and lower
   * bounds: the rest is applied after reading, as all are.
   */
  readonly pushes?: Partial<Record<FilterId, (filters: PlainFilters, scope: Scope, now: Date) => Query>>;
  /**
   * Query that narrows the list to records updated since `since`; absent when the provider has none. `round`: 1 for the first
   * catch-up of a list. A parameter that is undefined here is taken out of the request: a record that no longer matches it must
   * be seen too, for `keep` to leave it out.
   */
  readonly updatedSince?: (since: Date, round: number, reach: Reach) => Query;
  /** @throws ZodError when the answer is no such list. */
  readonly list: (body: unknown) => ListAnswer;
  readonly common?: Common | readonly Common[];
  readonly details?: Details;
  readonly lookups: readonly Lookup[];
  /** @throws ZodError or RangeError when the record cannot be read. */
  readonly read: (record: unknown, context: ReadContext) => Reading;
};

/** One of several rows of a record; `line` is unique within the record. */
export type Line = { readonly line: string; readonly row: Row };

type Declaration<Raw> = Omit<Dataset, 'read' | 'lookups' | 'cannotTell'> & {
  readonly cannotTell?: readonly string[];
  readonly lookups?: readonly Lookup[];
  readonly raw: z.ZodType<Raw>;
  readonly key: (record: Raw, context: ReadContext) => string;
  /** Whether the record belongs into the rows; left out ones are counted. Absent: all do. */
  readonly keep?: (record: Raw, scope: Scope) => boolean;
  readonly normalise: (record: Raw, context: ReadContext) => Row;
  /** The rows of a record that is spread out; null: it is one row, made by `normalise`. */
  readonly lines?: (record: Raw, context: ReadContext) => readonly Line[] | null;
};

/** Binds a dataset's raw schema to its normaliser, and then hides the raw type. */
export function dataset<Raw>(declaration: Declaration<Raw>): Dataset {
  const { raw, key, keep, normalise, lines, ...rest } = declaration;
  const lookups = rest.lookups ?? [];
  return {
    ...rest,
    lookups,
    cannotTell: rest.cannotTell ?? [],
    columns: [...rest.columns, ...(lookups.length > 0 ? LOOKUP_COLUMNS : []), ...SOURCE_COLUMNS],
    read: (record, context) => {
      const parsed = raw.parse(record);
      const id = key(parsed, context);
      if (context.isLookedUp !== true && keep?.(parsed, context.scope) === false) return { key: id, rows: [] };
      const several = lines?.(parsed, context) ?? null;
      if (several === null) return { key: id, rows: [{ key: id, row: normalise(parsed, context) }] };
      return { key: id, rows: several.map(({ line, row }) => ({ key: `${id}/${line}`, row })) };
    },
  };
}

/** Logging in with credentials for a token that is sent with each request. */
export type Session = {
  readonly request: (credentials: Credentials) => ProviderRequest;
  /** @throws ZodError when the answer holds no token. */
  readonly headers: (body: unknown) => Readonly<Record<string, string>>;
};

/** An error in an answer whose status alone does not tell it. `message` is the provider's own, for the organizer. */
export type AnsweredError = { readonly kind: ProviderErrorKind; readonly message?: string };

/** A credential in the form, and what whoever enters it needs to know of it. */
export type CredentialField = Field & {
  /** Where at the ticketing system it is found or made. */
  readonly where?: string;
  /** Who can make it. */
  readonly who?: string;
  /** The least right that is enough for reading. */
  readonly leastRight?: string;
  /** What it could do beyond reading. */
  readonly couldDo?: string;
};

/** How much a vendor lets one key ask. */
export type RequestLimit = { readonly requests: number; readonly minutes: number };

/** A ticketing system: data and pure functions, no HTTP, no loop, no retry. */
export type Provider = {
  readonly id: ProviderId;
  readonly title: string;
  readonly credentials: readonly CredentialField[];
  /** A sentence naming the credential that is missing beside the others, or null. Called after each was checked alone. */
  readonly misfit?: (credentials: Credentials) => string | null;
  /** The base address for these credentials; requests go below it and nowhere else. */
  readonly baseUrl: (credentials: Credentials) => string;
  /** Headers of every request; with a session, those it gives come on top. */
  readonly headers: (credentials: Credentials) => Readonly<Record<string, string>>;
  readonly session?: Session;
  /** What an answer with this status and body means when the status alone does not say it; null: what the status says. */
  readonly failure?: (path: string, status: number, body: unknown) => AnsweredError | null;
  /** Cheapest request that shows whether the credentials are accepted, and the statuses that say yes. */
  readonly check: (now: Date) => ProviderRequest & { readonly accepted: readonly number[] };
  /** Milliseconds to let pass before the next request, from the headers of an answer; absent: none are asked for. */
  readonly pace?: (header: (name: string) => string | null, now: Date) => number;
  /** Requests one key may make in so many minutes, as far as the vendor says. */
  readonly limit?: RequestLimit;
  readonly datasets: readonly Dataset[];
};
