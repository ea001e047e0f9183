import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createProviders } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import { CommandError, UsageError } from './command-error.ts';
import { documentsOf, textOf } from './normalise-documents.ts';
import { normaliseHelp } from './normalise-help.ts';
import { readNormaliseOrder, type NormaliseOrder } from './normalise-order.ts';
import { findingsOf, rowLines } from './normalise-report.ts';
import { normalise, type Normalised } from './normalise-rows.ts';

/** Where the answer comes from, and where rows and findings go. */
export type Streams = {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  readonly stdout: Writable;
  readonly stderr: Writable;
};

/** `willcall normalise`: the rows an answer would become; no worker is needed. @returns the exit code; see docs/cli.md. */
export async function normaliseCommand(words: string[], streams: Streams = process): Promise<number> {
  const say = (line: string) => void streams.stderr.write(`willcall: ${line.replace(/\p{Cc}+/gu, ' ')}\n`);
  try {
    const providers = createProviders({});
    if (words.includes('--help') || words.includes('-h')) {
      streams.stdout.write(normaliseHelp(providers, words));
      return 0;
    }
    return await perform(readNormaliseOrder(words, providers), streams, say);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    say(error instanceof UsageError ? `${error.message} More: willcall normalise --help` : error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function perform(order: NormaliseOrder, streams: Streams, say: (line: string) => void): Promise<number> {
  const documents = documentsOf(textOf(await bytesOf(streams.stdin)));
  const found = normalise(documents, order.dataset, order.scope);
  if (found.strange.length === documents.length) throw nothingIn(documents, order);
  await writeAll(streams.stdout, rowLines(found.rows, order.columns ?? found.columns));
  findingsOf(found).forEach(say);
  hintsOf(documents, found, order).forEach(say);
  return found.unreadable.length + found.strange.length > 0 ? 1 : 0;
}

async function bytesOf(stdin: Streams['stdin']): Promise<Uint8Array> {
  if (stdin.isTTY) {
    throw new UsageError('The answer is read from standard input: willcall normalise … < answer.json');
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

async function writeAll(stdout: Writable, lines: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), stdout, { end: false });
  } catch (error) {
    // Whoever reads has seen enough, such as `head`.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

/** Why there is no record: an error answer of the provider, or something else. */
function nothingIn(documents: readonly unknown[], { provider, dataset }: NormaliseOrder): CommandError {
  const error = documents.map((document) => errorIn(provider, document)).find((one) => one !== null);
  if (error) return new CommandError(`This is an error answer of ${provider.title}, not a list${error}.`);
  const names = documents.flatMap((document) => Object.keys(document ?? {})).filter((name) => /^\w{1,40}$/.test(name));
  const shown = [...new Set(names)].slice(0, 8).join(', ');
  return new CommandError(
    `Nothing in it looks like a record of ${provider.id} ${dataset.id}` +
      `${shown && !Array.isArray(documents[0]) ? `; its members are ${shown}` : ''}. Is it another dataset's? There are: ` +
      `${provider.datasets.map(({ id }) => id).join(', ')}.`,
  );
}

function errorIn({ failure }: Provider, document: unknown): string | null {
  const answered = failure?.('', 200, document) ?? null;
  return answered && (answered.message ? `: ${answered.message}` : '');
}

/** So many members nobody knows are more than a newer version brings. */
const ODD = 4;

/** A record of another kind may be readable all the same. */
function hintsOf(
  documents: readonly unknown[],
  found: Normalised,
  { provider, dataset, scope }: NormaliseOrder,
): string[] {
  const strangers = (other: Normalised) => other.unknown.size + other.unreadable.length + other.strange.length;
  if (strangers(found) < ODD && found.unreadable.length === 0) return [];
  const better = provider.datasets
    .filter(({ id }) => id !== dataset.id)
    .map((other) => ({ id: other.id, other: normalise(documents, other, scope) }))
    .filter(({ other }) => other.rows.length > 0 && strangers(other) * 2 < strangers(found))
    .toSorted((a, b) => strangers(a.other) - strangers(b.other));
  return better[0] ? [`It fits ${provider.id} ${better[0].id} better: --dataset ${better[0].id}.`] : [];
}
