import type { Writable } from 'node:stream';
import { catalogueOf, createProviders } from '../providers/index.ts';
import { UsageError } from './command-error.ts';
import { readFlags } from './flags.ts';
import type { Screen } from './progress-bar.ts';
import { catalogueText } from './providers-text.ts';

const HELP = `willcall providers [--json] — the ticketing systems, what they offer and what they ask for

It lists every dataset of every ticketing system with its number of columns, the fields of its scope, its filters and who
applies them, its look-ups, and what the ticketing system cannot tell; and what each key is, where it is found, who can make
it, the least right that is enough, and what it could do beyond reading. --json gives the same as the API has it.
`;

/** Lines longer than this are hard to follow. */
const WIDEST = 110;

type Streams = { readonly stdout: Screen; readonly stderr: Writable };

/** `willcall providers`: what can be read, from the catalogue itself; no worker is needed. @returns the exit code. */
export async function providersCommand(words: string[], streams: Streams = process): Promise<number> {
  try {
    const flags = readFlags(words, { json: 'switch', help: 'switch' });
    streams.stdout.write(flags.has('help') ? HELP : listing(flags.has('json'), streams.stdout.columns || 80));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`willcall: ${error.message}\n`);
    return 2;
  }
}

function listing(asJson: boolean, width: number): string {
  const providers = catalogueOf(createProviders({}));
  if (asJson) return `${JSON.stringify({ providers }, null, 2)}\n`;
  return catalogueText(providers, Math.min(width, WIDEST));
}
