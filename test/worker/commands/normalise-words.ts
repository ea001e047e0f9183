import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { normaliseCommand } from '../../../worker/commands/normalise.ts';
import { Recorder } from './surroundings.ts';

/** What `willcall normalise` made of a text on standard input. */
export type Told = { code: number; rows: Record<string, unknown>[]; said: string };

/** `words`: provider, dataset, and further flags. */
export async function normalised(words: readonly string[], input: string | Uint8Array): Promise<Told> {
  const [provider = '', dataset = '', ...more] = words;
  const stdout = new Recorder();
  const stderr = new Recorder();
  const stdin = Readable.from(input.length > 0 ? [Buffer.from(input)] : []);
  const code = await normaliseCommand(['--provider', provider, '--dataset', dataset, ...more], {
    stdin,
    stdout,
    stderr,
  });
  const rows = stdout.written.split('\n').filter(Boolean);
  return { code, rows: rows.map((line) => Object(JSON.parse(line))), said: stderr.written };
}

/** The text of a file below test/fixtures/providers. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/providers/${name}.json`, import.meta.url), 'utf8');
