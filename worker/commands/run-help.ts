import type { Dataset, Provider } from '../providers/provider.ts';
import { flagNames } from './scope-flags.ts';

const HEAD = `willcall run — reads a dataset into a file

  willcall run --provider tixngo --dataset tickets --event spring-gala-2027 --app demo-app --out tickets.csv

  --provider ID        the ticketing system; willcall providers lists them
  --dataset ID         what to read
  --out FILE           a file that ends in .csv or .json, or - for standard output
  --format csv|json    when the file's name does not say it; CSV on standard output
  --columns a,b,c      columns by id, in this order; all for every column; default: the standard ones
  --scope NAME=VALUE   one field of the scope by its id; may be given several times
  --connection ID      which account, when several are connected
  --raw                CSV: leave text alone that a spreadsheet could run as a formula
  --bom                CSV: start with a byte order mark, for Excel
  --quiet              no progress and no summary; warnings stay
  --help               this text; with --provider and --dataset its columns too
`;

const TAIL = `
It reads from the worker at WILLCALL_URL as WILLCALL_TOKEN (a Google ID token); without them from the worker running on
this folder (WILLCALL_DIR or .willcall); without that from a rehearsal of its own with simulated data.

Exit codes: 0 done · 1 it could not be done, the reason is printed · 2 wrong use · 130 interrupted
`;

/** The text of `willcall run --help`; of one dataset with its columns when it is named. */
export function runHelp(providers: readonly Provider[], providerId?: string, datasetId?: string): string {
  const chosen = providers.filter(({ id }) => providerId === undefined || id === providerId);
  const scopes = chosen.flatMap((provider) =>
    provider.datasets
      .filter(({ id }) => datasetId === undefined || id === datasetId)
      .map((dataset) => scopeHelp(provider, dataset) + (datasetId === undefined ? '' : columnsHelp(dataset))),
  );
  return HEAD + scopes.join('') + TAIL;
}

/** The scope of a dataset, a flag a line. */
export function scopeHelp(provider: Provider, { id, scope }: Dataset): string {
  const lines = scope.map((field) => {
    const value = field.kind === 'flag' ? '' : ' VALUE';
    const flag = `--${flagNames(field)[0] ?? field.id}${value}`;
    return `  ${flag.padEnd(24)} ${field.required ? 'required; ' : ''}${field.help}\n`;
  });
  return `\nScope of ${provider.id} ${id}:\n${lines.join('')}`;
}

/** The columns of a dataset, one a line. */
export function columnsHelp({ columns }: Dataset): string {
  const lines = columns.map(({ id, title, type, standard }) => {
    return `  ${standard ? '*' : ' '} ${id.padEnd(28)} ${type.padEnd(10)} ${title}\n`;
  });
  return `\nColumns (* standard):\n${lines.join('')}`;
}
