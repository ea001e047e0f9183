import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Dataset } from '../providers/provider.ts';
import { CommandError, UsageError } from './command-error.ts';
import type { Flags } from './flags.ts';

/** As many as a report takes. */
const MOST = 50_000;

/** A look-up to make: `by` is one of the dataset's, `file` holds a value a line, "-" is standard input. */
export type LookupOrder = { readonly by: string; readonly file: string };

/** @throws UsageError when half of it is given, or the dataset has no such look-up. */
export function lookupFrom(flags: Flags, { id, lookups }: Pick<Dataset, 'id' | 'lookups'>): LookupOrder | null {
  const by = flags.get('lookup')?.[0];
  const file = flags.get('values')?.[0];
  if (by === undefined && file === undefined) return null;
  if (lookups.length === 0) throw new UsageError(`--lookup: ${id} of this ticketing system can only be listed.`);
  const known = `Look-ups of ${id}: ${lookups.map((one) => one.id).join(', ')}.`;
  if (by === undefined) throw new UsageError(`--values needs --lookup: what the values are. ${known}`);
  if (!lookups.some((one) => one.id === by)) throw new UsageError(`--lookup: there is no "${by}". ${known}`);
  if (file === undefined)
    throw new UsageError('--lookup needs --values: a file with a value a line, or - for standard input.');
  return { by, file };
}

/**
 * The values, in their order, without blank lines.
 *
 * @throws CommandError when they cannot be read, or there are none or too many.
 */
export async function readValues({ file }: LookupOrder, stdin: Readable): Promise<string[]> {
  const content = file === '-' ? await text(stdin) : await contentOf(file);
  const values = content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const where = file === '-' ? 'standard input' : file;
  if (values.length === 0) throw new CommandError(`--values: there is nothing in ${where}. Write one value a line.`);
  if (values.length > MOST) {
    throw new CommandError(`--values: ${where} has ${values.length} lines. At most ${MOST} at a time: split it.`);
  }
  return values;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CommandError(`--values: ${file} cannot be read. Is it there?`, { cause });
  }
}
