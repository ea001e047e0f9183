import type { Writable } from 'node:stream';
import type { Field, ProviderInfo } from '../../shared/api.ts';
import { catalogueOf, createProviders } from '../providers/index.ts';
import { UsageError } from './command-error.ts';
import { readFlags } from './flags.ts';
import { scopeUsage } from './scope-flags.ts';

const HELP = `willcall providers [--json] — the ticketing systems, what they offer and what they ask for
`;

type Streams = { readonly stdout: Writable; readonly stderr: Writable };

/** `willcall providers`: what can be read, from the catalogue itself; no worker is needed. @returns the exit code. */
export async function providersCommand(words: string[], streams: Streams = process): Promise<number> {
  try {
    const flags = readFlags(words, { json: 'switch', help: 'switch' });
    streams.stdout.write(flags.has('help') ? HELP : catalogueText(flags.has('json')));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`willcall: ${error.message}\n`);
    return 2;
  }
}

function catalogueText(asJson: boolean): string {
  const providers = catalogueOf(createProviders({}));
  if (asJson) return `${JSON.stringify({ providers }, null, 2)}\n`;
  return `${providers.map(providerText).join('\n')}\nColumns: willcall run --provider ID --dataset ID --help\n`;
}

function providerText({ id, title, credentials, datasets }: ProviderInfo): string {
  const offers = datasets.map((dataset) => {
    const columns = `${dataset.columns.length} columns`;
    return `${row(`  ${dataset.id}`, '', `${dataset.description} ${columns}.`)}${dataset.scope.map(scopeRow).join('')}`;
  });
  return `${id}  ${title}\n${offers.join('')}${row('  credentials', '', 'Asked for when an account is connected:')}${credentials.map(credentialRow).join('')}`;
}

const scopeRow = (field: Field): string => row('', scopeUsage(field), field.help);

const credentialRow = ({ id, title, required, help }: Field): string =>
  row('', `${id}${required ? ' (required)' : ''}`, `${title}. ${help}`);

const row = (first: string, second: string, text: string): string =>
  second === '' ? `${first.padEnd(16)}${text}\n` : `${first.padEnd(16)}${second.padEnd(22)}${text}\n`;
