const CODES: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  429: 'TOO_MANY_REQUESTS',
  501: 'NOT_IMPLEMENTED',
};

/** The body of every answer that is not 200; the vendor does not list its codes. */
export function errorBody(status: number, message: string): Record<string, string | number> {
  return { status, error_code: CODES[status] ?? 'SERVER_ERROR', message };
}
