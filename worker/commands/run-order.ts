import { extname } from 'node:path';
import * as z from 'zod';
import type { Scope } from '../../shared/api.ts';
import type { FilterInfo } from '../../shared/catalogue.ts';
import type { Filters } from '../../shared/filters.ts';
import { pickColumns, standardColumnIds, type Column } from '../../shared/columns.ts';
import { Failure } from '../failure.ts';
import { filtersOf } from '../providers/filters.ts';
import type { Dataset, Provider } from '../providers/provider.ts';
import { checkSource } from '../report-check.ts';
import { UsageError } from './command-error.ts';
import { filterFlagKinds, filterFlags, filtersFrom } from './filter-flags.ts';
import { peekFlag, readFlags, type FlagKinds, type Flags } from './flags.ts';
import { lookupFrom, type LookupOrder } from './lookup-values.ts';
import { scopeFlagKinds, scopeOf, scopeUsage } from './scope-flags.ts';

/** The flags of `willcall run` that do not depend on what is read. */
export const RUN_FLAGS = {
  provider: 'text',
  dataset: 'text',
  connection: 'text',
  scope: 'texts',
  lookup: 'text',
  values: 'text',
  columns: 'text',
  out: 'text',
  format: 'text',
  raw: 'switch',
  bom: 'switch',
  quiet: 'switch',
  help: 'switch',
} as const satisfies FlagKinds;

/** The flags that mean something else than a field of the scope: the command's own and those of the filters. */
export const commandFlags = (filters: readonly Pick<FilterInfo, 'id'>[]): FlagKinds => ({
  ...RUN_FLAGS,
  ...filterFlagKinds(filterFlags(filters)),
});

const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** What `willcall run` was asked to do. `out` is a path, or "-" for stdout; `connection` null: found by itself. */
export type RunOrder = {
  readonly provider: Provider;
  readonly dataset: Dataset;
  readonly connection: string | null;
  readonly scope: Scope;
  readonly lookup: LookupOrder | null;
  readonly filters: Filters;
  readonly columns: readonly Column[];
  readonly out: string;
  readonly format: Format;
  readonly raw: boolean;
  readonly bom: boolean;
  readonly quiet: boolean;
};

/**
 * Reads the words after `willcall run`.
 *
 * @throws UsageError naming the first thing that is missing or unknown, and what there is.
 */
export function readRunOrder(words: readonly string[], providers: readonly Provider[]): RunOrder {
  const provider = providerOf(peekFlag(words, 'provider'), providers);
  const dataset = datasetOf(peekFlag(words, 'dataset'), provider);
  const filtering = filtersOf(dataset);
  const own = commandFlags(filtering);
  const flags = readFlags(words, { ...own, ...scopeFlagKinds(dataset.scope, own) });
  const columns = columnsOf(flags.get('columns')?.[0], dataset);
  const scope = scopeOf(dataset.scope, flags, own);
  const lookup = lookupFrom(flags, dataset);
  checkScope(provider, dataset, { scope, lookup }, own);
  const filters = filtersFrom(filterFlags(filtering), flags);
  const connection = connectionOf(flags.get('connection')?.[0]);
  const raw = flags.has('raw');
  const read = { scope, lookup, filters, columns };
  return { provider, dataset, connection, ...read, ...outOf(flags), raw, quiet: flags.has('quiet') };
}

/** @throws UsageError when there is none of this id, naming those there are. */
export function providerOf(id: string | undefined, providers: readonly Provider[]): Provider {
  const found = providers.find((provider) => provider.id === id);
  if (found) return found;
  const known = `Ticketing systems: ${providers.map((provider) => provider.id).join(', ')}.`;
  throw new UsageError(`${id ? `There is no ticketing system "${id}".` : '--provider is missing.'} ${known}`);
}

/** @throws UsageError when the provider has none of this id, naming those it has. */
export function datasetOf(id: string | undefined, provider: Provider): Dataset {
  const found = provider.datasets.find((dataset) => dataset.id === id);
  if (found) return found;
  const known = `Datasets of ${provider.title}: ${provider.datasets.map((dataset) => dataset.id).join(', ')}.`;
  throw new UsageError(`${id ? `There is no dataset "${id}".` : '--dataset is missing.'} ${known}`);
}

/** The columns named, or the standard ones. @throws UsageError for one that does not exist or is named twice. */
export function columnsOf(text: string | undefined, { columns }: Dataset): Column[] {
  if (text === 'all') return [...columns];
  if (text === undefined) return pickColumns(columns, standardColumnIds(columns));
  const ids = text.split(',').map((id) => id.trim());
  const known = `Columns: ${columns.map((column) => column.id).join(', ')}; or all.`;
  const unknown = ids.find((id) => !columns.some((column) => column.id === id));
  if (unknown !== undefined) throw new UsageError(`--columns: there is no column "${unknown}". ${known}`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`--columns: "${twice}" is there twice.`);
  return pickColumns(columns, ids);
}

type Asked = Pick<RunOrder, 'scope' | 'lookup'>;

function checkScope(provider: Provider, dataset: Dataset, { scope, lookup }: Asked, own: FlagKinds): void {
  try {
    checkSource(provider, { dataset: dataset.id, scope, lookup: lookup && { by: lookup.by, values: [] } });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const known = dataset.scope.map((field) => scopeUsage(field, own)).join(', ');
    throw new UsageError(`${error.message} The scope of ${dataset.id}: ${known}.`, { cause: error });
  }
}

function connectionOf(id: string | undefined): string | null {
  if (id === undefined || z.uuid().safeParse(id).success) return id ?? null;
  throw new UsageError(`--connection: "${id}" is no id of a connection.`);
}

function outOf(flags: Flags): Pick<RunOrder, 'out' | 'format' | 'bom'> {
  const out = flags.get('out')?.[0];
  if (!out) throw new UsageError('--out is missing: a file that ends in .csv or .json, or - for standard output.');
  const format = formatOf(flags.get('format')?.[0], out);
  const bom = flags.has('bom');
  if (bom && format !== 'csv') throw new UsageError('--bom is for CSV only.');
  return { out, format, bom };
}

function formatOf(named: string | undefined, out: string): Format {
  const ending = extname(out).slice(1).toLowerCase();
  const wanted = named ?? (out === '-' ? 'csv' : ending);
  const format = FORMATS.find((one) => one === wanted);
  if (format) return format;
  if (named !== undefined) throw new UsageError(`--format: there is no format "${named}". Formats: csv, json.`);
  throw new UsageError(`--out: "${out}" ends neither in .csv nor in .json. Rename it, or add --format csv or json.`);
}
