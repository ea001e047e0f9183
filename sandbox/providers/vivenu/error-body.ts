const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'TOO_MANY_REQUESTS',
  501: 'NOT_IMPLEMENTED',
  503: 'SERVICE_UNAVAILABLE',
};

/** The body of every answer that is not 200; the vendor describes none. */
export function errorBody(status: number, message: string): Record<string, string> {
  return { message, code: CODES[status] ?? 'INTERNAL_ERROR' };
}
