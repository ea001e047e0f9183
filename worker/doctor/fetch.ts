/** The part of fetch a look uses, so that a test can bring its own authorities. */
export type Fetch = (
  url: string,
  init: {
    method?: string;
    headers?: Record<string, string>;
    signal: AbortSignal;
    redirect: 'manual';
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** JSON, or null when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
