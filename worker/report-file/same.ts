import { isDeepStrictEqual } from 'node:util';

/** Without what is null: for what may be left out, both say the same. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** Whether two values say the same, whatever the order of their fields. */
export const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(withoutNulls(one), withoutNulls(other));
