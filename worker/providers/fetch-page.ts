import type { Scope } from '../../shared/api.ts';
import { keepable } from '../keepable.ts';
import {
  Missing,
  type Common,
  type Dataset,
  type ListAnswer,
  type Lookup,
  type MissingReason,
  type ProviderRequest,
} from './provider.ts';
import { ProviderError } from './provider-error.ts';

/**
 * Asks the provider (retries included) and answers what `interpret` makes of the body, with the provider's time. `interpret`
 * throws for a body that is not what was asked for.
 */
export type Ask = <T>(request: ProviderRequest, interpret: (body: unknown) => T) => Promise<{ value: T; date: Date }>;

/** What to look up, and a key for it: the same text may stand in several cells. */
export type Input = { readonly text: string; readonly key: string };

/** A raw record of a list; or an input with the records found for it, or the reason there are none. */
export type Fetched =
  { readonly record: unknown } | { readonly input: Input; readonly found: readonly unknown[] | Missing };

export type FetchedPage = Omit<ListAnswer, 'records'> & { readonly records: readonly Fetched[]; readonly date: Date };

/** Requests for details and look-ups that are under way at once. */
const AT_ONCE = 4;

/** What completes each record of a list; asked for before its first page, and again after a restart. */
export type Complete = (record: unknown) => unknown;

export async function fetchCommon({ common = [] }: Dataset, ask: Ask, scope: Scope): Promise<Complete> {
  const steps = await Promise.all([common].flat().map(async (one) => await completion(one, ask, scope)));
  return (record) => steps.reduce((whole, complete) => complete(whole), record);
}

const asItIs: Complete = (record) => record;

async function completion({ request, merge, isOptional }: Common, ask: Ask, scope: Scope): Promise<Complete> {
  const asked = request(scope);
  if (asked === null) return asItIs;
  const complete = async () => (await ask(asked, (body) => merge(body, scope))).value;
  if (isOptional !== true) return await complete();
  const found = await orMissing(complete);
  return found instanceof Missing ? asItIs : found;
}

/** One page of a list, its records completed by what only further requests tell. */
export async function fetchList(
  dataset: Dataset,
  ask: Ask,
  { request, scope, complete }: { request: ProviderRequest; scope: Scope; complete: Complete },
): Promise<FetchedPage> {
  const { value, date } = await ask(request, dataset.list);
  const records = await completed(dataset, ask, value.records.map(complete), scope);
  return { ...value, records: records.map((record) => ({ record })), date };
}

/** No id holds a NUL or half a character, and an address cannot. */
const isText = (input: string): boolean => keepable(input) === input;

/** Answers to some of the inputs, in their order. */
export async function fetchInputs(
  dataset: Dataset,
  ask: Ask,
  { lookup, inputs, scope }: { lookup: Lookup; inputs: readonly Input[]; scope: Scope },
): Promise<FetchedPage> {
  let date = new Date(0);
  const records = await together(inputs, async (input) => {
    if (!isText(input.text) || lookup.accepts?.(input.text) === false)
      return { input, found: new Missing('not valid') };
    const found = await orMissing(async () => {
      const asked = await ask(lookup.request(input.text, scope), lookup.records);
      if (asked.date > date) date = asked.date;
      return await completed(dataset, ask, asked.value, scope);
    });
    return { input, found: !(found instanceof Missing) && found.length === 0 ? new Missing('not found') : found };
  });
  return { records, date };
}

const ROUNDS = 3;

async function completed(
  { details }: Dataset,
  ask: Ask,
  records: readonly unknown[],
  scope: Scope,
): Promise<readonly unknown[]> {
  if (!details) return records;
  return await together(records, async (record) => {
    let whole = record;
    for (let round = 1; round <= ROUNDS; round++) {
      const requests = details.requests(whole, scope);
      if (requests.length === 0) break;
      const answers = await together(requests, (request) =>
        orMissing(async () => (await ask(request, (body) => body)).value),
      );
      whole = details.merge(whole, answers);
    }
    return whole;
  });
}

const REASONS: Readonly<Record<number, MissingReason>> = {
  400: 'not valid',
  403: 'no access',
  404: 'not found',
  410: 'not found',
  422: 'not valid',
};

/** One of many that cannot be had is a fact about that one. A refused key (401) or a provider that is away is not. */
async function orMissing<T>(act: () => Promise<T>): Promise<T | Missing> {
  try {
    return await act();
  } catch (error) {
    const why = error instanceof ProviderError ? missingOf(error) : undefined;
    if (why === undefined) throw error;
    return new Missing(why);
  }
}

const missingOf = ({ status, kind }: ProviderError): MissingReason | undefined =>
  (status === undefined ? undefined : REASONS[status]) ?? (kind === 'not-found' ? 'not found' : undefined);

/** Like `Promise.all` over `act`, but only so many at once, and none is begun after one failed. */
async function together<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let hasFailed = false;
  const work = async () => {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      try {
        results[index] = await act(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return results;
}
