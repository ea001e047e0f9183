import { z } from 'zod';
import { Refusal } from './refusal.ts';
import type { TixngoSwitches } from './switches.ts';

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

export const month = text.pipe(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2025-05'));

/** A parameter that may be repeated. */
export const texts = (most: number) =>
  z.array(z.string().min(1, 'must not be empty')).min(1).max(most, `may be given at most ${most} times`);

/**
 * Reads the query of one report.
 *
 * @throws Refusal 400 for a missing, wrong, repeated or (unless switched off) unknown parameter.
 */
export function readQuery<S extends z.ZodRawShape>(query: Query, shape: S, switches: TixngoSwitches) {
  const unknown = Object.keys(query).filter((name) => !(name in shape));
  if (unknown.length > 0 && switches.unknownParameters === 'refuse') {
    throw new Refusal(400, `Unknown parameter '${unknown.join("', '")}'`);
  }
  const parsed = z.object(shape).safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw new Refusal(
    400,
    name in query ? `Parameter '${name}' ${issue?.message}` : `Required parameter '${name}' is not present`,
  );
}
