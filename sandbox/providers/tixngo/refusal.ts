import { STATUS_CODES } from 'node:http';

type RefusalStatus = 400 | 401 | 403 | 404 | 405;

/** An answer that is not 200; caught once, where the routes are mounted. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body of every answer that is not 200. */
export function errorBody(status: number, message: string, path: string): Record<string, string | number> {
  return { status, error: STATUS_CODES[status] ?? 'Error', message, path };
}
