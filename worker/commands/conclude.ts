import type { Writable } from 'node:stream';
import { ERRORS } from '../../shared/errors.ts';
import { ConfigError } from '../config.ts';
import { OutFileError } from '../export/out-file.ts';
import { scrub } from '../log.ts';
import { CommandError, StaleError, UsageError } from './command-error.ts';
import { Interruption } from './interruption.ts';

type Around = { readonly stderr: Writable; readonly signal: AbortSignal };

/** Says what went wrong. `command`: its words, for its help; `stopped`: the sentence after Ctrl-C. @returns the exit code. */
export function conclude(
  error: unknown,
  around: Around,
  { command, stopped }: { command: string; stopped: string },
): number {
  const { signal } = around;
  if (signal.aborted) {
    say(around, stopped);
    return signal.reason instanceof Interruption ? signal.reason.exitCode : 130;
  }
  if (error instanceof UsageError) {
    say(around, `${error.message} More: ${command} --help`);
    return 2;
  }
  say(around, isSentence(error) ? error.message : unexpected(error));
  return error instanceof StaleError ? 3 : 1;
}

const isSentence = (error: unknown): error is Error =>
  error instanceof CommandError || error instanceof OutFileError || error instanceof ConfigError;

function unexpected(error: unknown): string {
  const what = error instanceof Error ? `${error.name}: ${scrub(error.message)}` : 'something unexpected happened';
  return `${what}. ${ERRORS.internal.next}`;
}

/** Tells something beside the rows. */
export function say({ stderr }: Pick<Around, 'stderr'>, line: string): void {
  stderr.write(`willcall: ${harmless(line)}\n`);
}

/** Texts of others must not steer the terminal. */
export const harmless = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
