import type { Context } from 'hono';

/**
 * Where people reach a page of this worker: below its public address, else (in a rehearsal) below the one that was just called.
 *
 * @param path begins with "/".
 */
export function ownAddress(c: Context, publicUrl: string | null, path: string): string {
  return (publicUrl ?? new URL(c.req.url).origin).replace(/\/+$/, '') + path;
}
