import { parseArgs } from 'node:util';
import type { SandboxOptions } from './sandbox.ts';

export const USAGE = `Usage: npm run sandbox -- [--port N] [--json] [--no-quota] [--data-dir DIR] [--seed N]

  --port N        Google's stand-in listens here, the ticketing systems on the next ports (default 8790)
  --json          the first line is one JSON object with every address and key
  --no-quota      without Google's limits of calls a minute
  --data-dir DIR  keeps Google's files over a restart (default: forgotten at the end)
  --seed N        other tickets (default 1)`;

export type SandboxArguments = { readonly options: SandboxOptions; readonly json: boolean; readonly help: boolean };

/** The command line is wrong; the message names the flag. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const DEFAULT_PORT = 8790;

/** @throws ArgumentError for an unknown flag or a value that does not fit. */
export function readArguments(args: string[]): SandboxArguments {
  const values = parse(args);
  return {
    json: values.json,
    help: values.help,
    options: {
      port: values.port === undefined ? DEFAULT_PORT : wholeNumber('--port', values.port, 65_000),
      quota: !values['no-quota'],
      ...(values.seed !== undefined && { seed: wholeNumber('--seed', values.seed, 2 ** 31) }),
      ...(values['data-dir'] !== undefined && { dataDir: folder(values['data-dir']) }),
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        json: { type: 'boolean', default: false },
        'no-quota': { type: 'boolean', default: false },
        'data-dir': { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new ArgumentError(`${flag} must be a whole number from 0 to ${most}, not '${text}'.`);
}

function folder(text: string): string {
  if (text === '') throw new ArgumentError('--data-dir must name a folder.');
  return text;
}
