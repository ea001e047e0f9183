import type { CredentialInfo, DatasetInfo, FilterInfo, ProviderInfo } from '../../shared/catalogue.ts';
import { DatasetId } from '../../shared/catalogue.ts';
import { commandFlags } from './run-order.ts';
import { scopeUsage } from './scope-flags.ts';
import { wrapped } from './wrapped.ts';

/** Where texts begin: below a dataset's name, and below one of its flags. */
const TEXT = 16;
const DEEP = 20;

/** The catalogue as text for a terminal that is `width` characters wide: a table of all, then each ticketing system. */
export function catalogueText(providers: readonly ProviderInfo[], width: number): string {
  const parts = providers.map((provider) => providerText(provider, width));
  return `${overview(providers)}\n${parts.join('\n')}\nColumns: willcall run --provider ID --dataset ID --help\n`;
}

/** What each ticketing system brings in: the number of columns by dataset. */
function overview(providers: readonly ProviderInfo[]): string {
  const known = DatasetId.options.filter((id) =>
    providers.some((provider) => provider.datasets.some((one) => one.id === id)),
  );
  const cell = (text: string, { id }: ProviderInfo): string => text.padStart(id.length + 2);
  const countOf = (provider: ProviderInfo, id: DatasetInfo['id']): string =>
    String(provider.datasets.find((one) => one.id === id)?.columns.length ?? '·');
  const line = (name: string, of: (provider: ProviderInfo) => string): string =>
    `${name.padEnd(TEXT)}${providers.map((provider) => cell(of(provider), provider)).join('')}\n`;
  const lines = known.map((id) => line(id, (provider) => countOf(provider, id)));
  return `${line('columns of', ({ id }) => id)}${lines.join('')}`;
}

function providerText({ id, title, credentials, datasets }: ProviderInfo, width: number): string {
  const keys = credentials.map((credential) => credentialText(credential, width));
  const offers = datasets.map((dataset) => datasetText(dataset, width));
  return `${title} (${id})\n\n  asked for when an account is connected\n${keys.join('')}\n${offers.join('\n')}`;
}

function credentialText({ id, title, required, help, ...about }: CredentialInfo, width: number): string {
  const line = (label: string, said: string | undefined): string =>
    said ? wrapped(`    ${label}`, said, TEXT + 6, width) : '';
  return [
    wrapped(`    ${id}`, `${title}${required ? '' : ' (optional)'}. ${help}`, TEXT + 6, width),
    line('  where', about.where),
    line('  who', about.who),
    line('  least right', about.leastRight),
    line('  could also', about.couldDo),
  ].join('');
}

function datasetText(dataset: DatasetInfo, width: number): string {
  const { id, description, columns, scope, filters, lookups, cannotTell } = dataset;
  const taken = commandFlags(filters);
  const line = (label: string, text: string): string => (text ? wrapped(`    ${label}`, text, TEXT, width) : '');
  return [
    wrapped(`  ${id}`, `${description} ${columns.length} columns.`, TEXT, width),
    scope.length > 0 ? '    scope\n' : '',
    ...scope.map((field) => wrapped(`      ${scopeUsage(field, taken)}`, field.help, TEXT + DEEP, width)),
    line('filters', filtersText(filters)),
    ...lookups.map(({ id: by, title, help }, index) =>
      line(index === 0 ? 'look-ups' : '', `--lookup ${by}: ${title}. ${help}`),
    ),
    ...cannotTell.map((sentence, index) => line(index === 0 ? 'cannot tell' : '', sentence)),
  ].join('');
}

/** "by the ticketing system: status, created; here, after reading: text" */
function filtersText(filters: readonly FilterInfo[]): string {
  const named = (who: FilterInfo['applied'], said: string): string[] => {
    const ids = filters.filter(({ applied }) => applied === who).map(({ id }) => id);
    return ids.length > 0 ? [`${said}: ${ids.join(', ')}`] : [];
  };
  return [...named('provider', 'by the ticketing system'), ...named('here', 'here, after reading')].join('; ');
}
