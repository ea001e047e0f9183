/** An object as it is sent. */
export type Wire = Readonly<Record<string, unknown>>;

/** Booleans travel as words here. */
export function word(flag: boolean): 'true' | 'false' {
  return flag ? 'true' : 'false';
}

/** Seconds since 1970. */
export function unix(ms: number): number {
  return Math.floor(ms / 1000);
}
