import type { ErrorCode } from '../shared/errors.ts';

/**
 * Something an organizer or their colleague must know: `code` is from the closed list in shared/errors.ts, `message` a sentence
 * in their words that names the field or thing. Never holds credentials, tokens or personal data.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
