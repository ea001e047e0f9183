/** A message did not arrive. `message` is for people: it holds no address, no secret and nothing the other side wrote. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  /** Whether trying again can help. */
  readonly passes: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    passes: boolean,
    options: { cause?: unknown; retryAfterMs?: number | null | undefined } = {},
  ) {
    super(message, { cause: options.cause });
    this.passes = passes;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
