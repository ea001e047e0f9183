/** The google.rpc error envelope. https://cloud.google.com/apis/design/errors */

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
};

/** Body of every refusal of the Sheets API. */
export type ErrorBody = {
  error: { code: number; message: string; errors?: readonly object[]; status: string; details?: readonly object[] };
};

/** A refusal as Google words it; the HTTP edge prints `body()`, Apps Script reads `message`. */
export class ApiError extends Error {
  readonly code: number;
  readonly details: readonly object[];
  readonly errors: readonly object[];

  constructor(code: number, message: string, details: readonly object[] = [], errors: readonly object[] = []) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
    this.errors = errors;
  }

  body(): ErrorBody {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.errors.length > 0 ? { errors: this.errors } : {}),
        status: statusNames[this.code] ?? 'UNKNOWN',
        ...(this.details.length > 0 ? { details: this.details } : {}),
      },
    };
  }
}

/** 400 INVALID_ARGUMENT. */
export function invalid(message: string, details: readonly object[] = []): ApiError {
  return new ApiError(400, message, details);
}

/** 501: known to Google, not built here; never a silent success. */
export function unsupported(what: string): ApiError {
  return new ApiError(501, `${what} is not supported by the sandbox`);
}

/** 404 for a spreadsheet that does not exist. */
export function notFound(): ApiError {
  return new ApiError(404, 'Requested entity was not found.');
}

/** 403 for a spreadsheet that exists but is not shared with the caller in the needed role. */
export function forbidden(): ApiError {
  return new ApiError(403, 'The caller does not have permission');
}

/** Does the work; a 400 it throws names the place in the body first, as in `Invalid requests[2].addSheet: ...`. */
export function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 400) throw error;
    throw invalid(`Invalid ${place}: ${error.message}`, error.details);
  }
}
