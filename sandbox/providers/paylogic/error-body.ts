const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  421: 'MISDIRECTED_REQUEST',
  429: 'TOO_MANY_REQUESTS',
};

/** The body of every answer that is not 200; its shape is ours, the vendor publishes none. */
export function errorBody(status: number, message: string): Record<string, string> {
  return { code: CODES[status] ?? 'INTERNAL_ERROR', message };
}
