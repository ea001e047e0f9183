import type { Context } from 'hono';
import { Failure } from '../failure.ts';

const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The version as an `ETag`. */
export const etagOf = (version: number): string => `"${version}"`;

/** Puts the version of what is answered into the `ETag` header; answers `value`. */
export function withEtag<T>(c: Context, version: number, value: T): T {
  c.header('ETag', etagOf(version));
  return value;
}

/**
 * The version the caller wants to change, from `If-Match`; null when they do not say, or say `*`.
 *
 * @throws Failure `invalid-request` when it is not an ETag of ours.
 */
export function wantedVersion(c: Context): number | null {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '*') return null;
  const version = ETAG.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new Failure(
    'invalid-request',
    'The header "If-Match" is wrong: send the ETag of the last answer, such as "3".',
  );
}

/**
 * Call it with the row locked, or compare in the update itself: what was read before may have changed since.
 *
 * @throws Failure `conflict` when somebody changed it meanwhile.
 */
export function requireVersion(wanted: number | null, version: number): void {
  if (wanted === null || wanted === version) return;
  throw new Failure(
    'conflict',
    'Somebody changed this meanwhile. Reload it, look at what is different, then change it.',
  );
}
