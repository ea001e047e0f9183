import { filtersOf } from '../providers/filters.ts';
import type { Dataset, Provider } from '../providers/provider.ts';
import { filterFlagKinds, filterFlags } from './filter-flags.ts';
import type { FlagKinds } from './flags.ts';
import { commandFlags } from './run-order.ts';
import { flagOf } from './scope-flags.ts';

const HEAD = `willcall run — reads a dataset into a file

  willcall run --provider tixngo --dataset tickets --event spring-gala-2027 --app demo-app --out tickets.csv

  --provider ID        the ticketing system; willcall providers lists them
  --dataset ID         what to read
  --out FILE           a file that ends in .csv or .json, or - for standard output
  --format csv|json    when the file's name does not say it; CSV on standard output
  --columns a,b,c      columns by id, in this order; all for every column; default: the standard ones
  --scope NAME=VALUE   one field of the scope by its id; may be given several times
  --lookup ID          read only what is looked up, such as barcodes; with --values
  --values FILE        what to look up, one a line; - for standard input
  --connection ID      which account, when several are connected
  --raw                CSV: leave text alone that a spreadsheet could run as a formula
  --bom                CSV: start with a byte order mark, for Excel
  --quiet              no progress and no summary; warnings stay
  --help               this text; with --provider and --dataset its columns too
`;

const TAIL = `
It reads from the worker at WILLCALL_URL as WILLCALL_TOKEN (a Google ID token); without them from the worker running on
this folder (WILLCALL_DIR or .willcall); without that from a rehearsal of its own with simulated data.

A run reads one account. Rows of several accounts land together in a tab by a report of the sidebar; here, run once for each.

Exit codes: 0 done · 1 it could not be done, the reason is printed · 2 wrong use · 3 the ticketing system is out of reach
            and nothing was changed · 130 interrupted
`;

/** The text of `willcall run --help`; of one dataset with its columns when it is named. */
export function runHelp(providers: readonly Provider[], providerId?: string, datasetId?: string): string {
  const chosen = providers.filter(({ id }) => providerId === undefined || id === providerId);
  const scopes = chosen.flatMap((provider) =>
    provider.datasets
      .filter(({ id }) => datasetId === undefined || id === datasetId)
      .map((dataset) => {
        const scope = scopeHelp(provider, dataset, commandFlags(filtersOf(dataset)));
        return scope + choosingHelp(dataset) + (datasetId === undefined ? '' : columnsHelp(dataset));
      }),
  );
  return HEAD + scopes.join('') + TAIL;
}

export /** The fields of a dataset's scope as flags, except those whose name is `taken` by the command itself. */
function scopeHelp(provider: Provider, dataset: Dataset, taken: FlagKinds = {}): string {
  const fields = dataset.scope.map((field) => {
    const value = field.kind === 'flag' ? '' : field.several ? ' A,B' : ' VALUE';
    const flag = flagOf(field, taken);
    return flagLine(flag.includes('=') ? flag : flag + value, `${field.required ? 'required; ' : ''}${field.help}`);
  });
  return `\nScope of ${provider.id} ${dataset.id}:\n${fields.join('')}`;
}

function choosingHelp(dataset: Dataset): string {
  const flags = filterFlags(filtersOf(dataset));
  const kinds = filterFlagKinds(flags);
  const filters = flags.map(({ name, help }) => flagLine(`--${name}${kinds[name] === 'switch' ? '' : ' VALUE'}`, help));
  const lookups = dataset.lookups.map(({ id, title, help }) => flagLine(`--lookup ${id}`, `${title}. ${help}`));
  return [
    filters.length > 0 ? `Filters:\n${filters.join('')}` : '',
    lookups.length > 0 ? `Look-ups, instead of the list:\n${lookups.join('')}` : '',
  ].join('');
}

const flagLine = (flag: string, help: string): string => `  ${flag.padEnd(24)} ${help}\n`;

/** The columns of a dataset, those of a new report marked. */
export function columnsHelp({ columns }: Dataset): string {
  const lines = columns.map(({ id, title, type, standard }) => {
    return `  ${standard ? '*' : ' '} ${id.padEnd(28)} ${type.padEnd(10)} ${title}\n`;
  });
  return `\nColumns (* standard):\n${lines.join('')}`;
}
