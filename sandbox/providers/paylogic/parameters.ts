import { z } from 'zod';
import { type Query, readQuery as readAny, text, wholeNumber } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { PaylogicSwitches } from './switches.ts';

/** Decimal text such as `12.50`; becomes a number. */
export const decimal = text.pipe(z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal number')).transform(Number);

/** 1-based page number. */
export const pageNumber = wholeNumber(1, Number.MAX_SAFE_INTEGER).default(1);

/** The full address of an event; becomes its uid. */
export const eventReference = text
  .pipe(
    z
      .string()
      .regex(
        /^https?:\/\/[^/]+\/events\/[0-9a-f]{32}$/,
        'must be the full address of an event, ending in /events/<uid>',
      ),
  )
  .transform((url) => url.slice(-32));

/**
 * Reads the query of one call.
 *
 * @throws Refusal 400 for a missing, wrong, repeated or (unless ignored) unknown parameter.
 */
export function readQuery<S extends z.ZodRawShape>(query: Query, shape: S, { unknownParameters }: PaylogicSwitches) {
  return readAny(query, shape, { unknownParameters, refuse: (message) => new Refusal(400, message) });
}
