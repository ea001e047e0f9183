/** Codes of what asks a ticketing system while somebody waits. */
export const PROVIDER_FAILURES = [
  'provider-auth',
  'provider-key-missing',
  'provider-not-found',
  'provider-bad-request',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-misdirected',
  'provider-unexpected-shape',
] as const;
