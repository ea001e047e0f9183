import type { MessageKey } from './messages.ts';

/** The vendor says no: status 200 and a text under `error`, in the caller's language; details are appended as they are. */
export class OveitError extends Error {
  override readonly name = 'OveitError';
  readonly key: MessageKey;
  readonly detail: string;

  constructor(key: MessageKey, detail = '') {
    super(`${key} ${detail}`);
    this.key = key;
    this.detail = detail;
  }
}

/** The body of every refusal, whatever its status. */
export function errorBody(_status: number, message: string): Record<string, string> {
  return { error: message };
}
