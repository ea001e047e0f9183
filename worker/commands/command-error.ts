/** The command was used in a wrong way; the message names the flag and says what exists. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** It could not be done; the message is a sentence with the next step. Exit code 1. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** The ticketing system is out of reach, so that what was read before stays the last good copy. Exit code 3. */
export class StaleError extends CommandError {
  override readonly name = 'StaleError';
}
