import type { ApiError } from '../../shared/api.ts';

/** The worker refused, in its own words. */
export class WorkerProblem extends Error {
  override readonly name = 'WorkerProblem';
  readonly code: ApiError['code'];
  readonly requestId: string;
  /** The worker is of an earlier version, and what was asked for is not there. */
  readonly isUnknownRoute: boolean;

  constructor({ code, message, requestId, isUnknownRoute = false }: ApiError & { isUnknownRoute?: boolean }) {
    super(message);
    this.isUnknownRoute = isUnknownRoute;
    this.code = code;
    this.requestId = requestId;
  }
}

/** What a person changes was changed by somebody else meanwhile; what they chose is kept, and sending it again replaces the other's. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** No answer came: offline, the worker is down, or it took too long. */
export class UnreachableProblem extends Error {
  override readonly name = 'UnreachableProblem';
}

/** An answer came that this sidebar does not understand: another version, or something in between answered. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}
