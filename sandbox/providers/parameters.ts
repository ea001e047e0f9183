import { z } from 'zod';

/** Query parameters as they came; every value of a repeated one. */
export type Query = Readonly<Record<string, string[]>>;

const isSingle = (values: string[]) => values.length === 1;

/** A text given exactly once. */
export const text = z
  .array(z.string())
  .refine(isSingle, 'must be given once')
  .transform(([value]) => value ?? '')
  .pipe(z.string().min(1, 'must not be empty'));

export const wholeNumber = (min: number, max: number) =>
  text
    .pipe(z.string().regex(/^\d{1,15}$/, 'must be a whole number'))
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

/** ISO 8601 with `Z` or an offset, e.g. `2025-05-21T06:00:00.000Z`; becomes milliseconds since 1970. */
export const timestamp = text
  .pipe(z.iso.datetime({ offset: true, error: 'must be a timestamp such as 2025-05-21T06:00:00.000Z' }))
  .transform((value) => Date.parse(value));

export const trueOrFalse = text
  .pipe(z.enum(['true', 'false'], { error: "must be 'true' or 'false'" }))
  .transform((value) => value === 'true');

/** A parameter that may be repeated. */
export const texts = (most: number) =>
  z.array(z.string().min(1, 'must not be empty')).min(1).max(most, `may be given at most ${most} times`);

export type QueryRules = {
  readonly unknownParameters: 'refuse' | 'ignore';
  /** Makes the provider's own 400; the message names the parameter. */
  readonly refuse: (message: string) => Error;
};

/**
 * Reads the query of one call.
 *
 * @throws what `refuse` makes, for a missing, wrong, repeated or (unless ignored) unknown parameter.
 */
export function readQuery<S extends z.ZodRawShape>(query: Query, shape: S, { unknownParameters, refuse }: QueryRules) {
  const unknown = Object.keys(query).filter((name) => !(name in shape));
  if (unknown.length > 0 && unknownParameters === 'refuse') {
    throw refuse(`Unknown parameter '${unknown.join("', '")}'`);
  }
  const parsed = z.object(shape).safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw refuse(name in query ? `Parameter '${name}' ${issue?.message}` : `Required parameter '${name}' is not present`);
}
