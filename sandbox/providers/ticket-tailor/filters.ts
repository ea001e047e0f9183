import { text, wholeNumber } from '../parameters.ts';

const seconds = wholeNumber(0, 99_999_999_999);

/** Comparisons with an instant in seconds since 1970; several hold together. */
export type Range = {
  readonly equal?: number | undefined;
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
};

export const createdAtShape = {
  created_at: seconds.optional(),
  'created_at.gt': seconds.optional(),
  'created_at.gte': seconds.optional(),
  'created_at.lt': seconds.optional(),
  'created_at.lte': seconds.optional(),
};

export const startEndShape = {
  start_at: seconds.optional(),
  'start_at.gt': seconds.optional(),
  'start_at.gte': seconds.optional(),
  'start_at.lt': seconds.optional(),
  'start_at.lte': seconds.optional(),
  end_at: seconds.optional(),
  'end_at.gt': seconds.optional(),
  'end_at.gte': seconds.optional(),
  'end_at.lt': seconds.optional(),
  'end_at.lte': seconds.optional(),
};

export const pagingShape = {
  limit: wholeNumber(1, 1_000_000).optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** The comparisons a query makes with one field. */
export function rangeOf(query: Readonly<Record<string, unknown>>, field: string): Range {
  const value = (suffix: string) => {
    const found = query[`${field}${suffix}`];
    return typeof found === 'number' ? found : undefined;
  };
  return { equal: value(''), gt: value('.gt'), gte: value('.gte'), lt: value('.lt'), lte: value('.lte') };
}

/** @param at seconds since 1970 */
export function isWithin(at: number, { equal, gt, gte, lt, lte }: Range): boolean {
  const holds = (bound: number | undefined, compare: (bound: number) => boolean) =>
    bound === undefined || compare(bound);
  return (
    holds(equal, (bound) => at === bound) &&
    holds(gt, (bound) => at > bound) &&
    holds(gte, (bound) => at >= bound) &&
    holds(lt, (bound) => at < bound) &&
    holds(lte, (bound) => at <= bound)
  );
}

/** Whether a value is the wanted one, whatever its case; nothing wanted is always so. */
export function isSame(wanted: string | undefined, value: unknown): boolean {
  return wanted === undefined || (typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase());
}
