import type { Provider } from '../providers/provider.ts';
import { peekFlag } from './flags.ts';
import { columnsHelp, scopeHelp } from './run-help.ts';

const HEAD = `willcall normalise — the rows an answer of a ticketing system would become

  willcall normalise --provider vivenu --dataset tickets < answer.json

  --provider ID        the ticketing system; willcall providers lists them
  --dataset ID         what the answer holds
  --columns a,b,c      columns by id, in this order; default: all
  --scope NAME=VALUE   one field of the scope, where rows depend on it; may be given several times
  --help               this text; with --provider and --dataset its scope and columns too

It reads standard input: an answer with a list, a bare list, a single record, the message of a webhook, or several of
them one after another (JSON lines). No worker is needed, and nothing is sent anywhere.

Standard output has one JSON object a line: "key", which tells the row apart, then the columns by id. Amounts are
{"minor": 8500, "currency": "EUR"}, instants ISO 8601 in UTC, unknown is null. Keys of records whose ID is a secret are
made with a fixed key of this command, so they differ from those in a tab.

Standard error tells, without any value: members no column reads, columns that are blank in every row, and records that
cannot be read.

Exit codes: 0 everything was read · 1 something was not, the rows of the rest are printed · 2 wrong use
`;

/** The text of `willcall normalise --help`; of one dataset with its columns when it is named. */
export function normaliseHelp(providers: readonly Provider[], words: readonly string[]): string {
  const provider = providers.find(({ id }) => id === peekFlag(words, 'provider'));
  const dataset = provider?.datasets.find(({ id }) => id === peekFlag(words, 'dataset'));
  return provider && dataset ? HEAD + scopeHelp(provider, dataset) + columnsHelp(dataset) : HEAD;
}
