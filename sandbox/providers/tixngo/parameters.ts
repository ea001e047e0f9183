import { z } from 'zod';
import { type Query, readQuery as readAny, text } from '../parameters.ts';
import { Refusal } from './refusal.ts';
import type { TixngoSwitches } from './switches.ts';

export const month = text.pipe(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2025-05'));

/**
 * Reads the query of one report.
 *
 * @throws Refusal 400 for a missing, wrong, repeated or (unless switched off) unknown parameter.
 */
export function readQuery<S extends z.ZodRawShape>(query: Query, shape: S, { unknownParameters }: TixngoSwitches) {
  return readAny(query, shape, { unknownParameters, refuse: (message) => new Refusal(400, message) });
}
