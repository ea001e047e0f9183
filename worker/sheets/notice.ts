import type { ErrorCode } from '../../shared/errors.ts';

/** What stands in the way of a publish, before anything is written. */
export type Notice = { readonly code: ErrorCode; readonly sentence: string };
