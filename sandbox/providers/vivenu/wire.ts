/** An object as it is sent; members that are `undefined` are left out. */
export type Wire = Readonly<Record<string, unknown>>;

/** ISO 8601 UTC with milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
