/** ISO 8601 with an offset such as `+02:00`; `minutes` is the offset from UTC. */
export function isoOf(ms: number, minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const parts = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** The same without a colon in the offset, as attendees have it. */
export function isoWithoutColon(ms: number, minutes: number): string {
  return isoOf(ms, minutes).replace(/:(\d\d)$/, '$1');
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, without saying so. */
export function plainUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
