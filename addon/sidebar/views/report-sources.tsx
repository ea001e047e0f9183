import type { Report, SourceInput } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { datasetOf, datasetTitleOf, providerOf, type Catalogue } from '../catalogue.ts';
import { usedFilters } from '../filter-list.ts';
import { idsOf } from '../id-list.ts';
import { words } from '../words.ts';

/** Where the rows come from: "TIXNGO · Tickets · demo-app · spring-gala-2027"; with several accounts a line for each. */
export function ReportSources({ report }: { report: Report }) {
  const { catalogue, format } = useApp();
  const title = datasetTitleOf(catalogue, report.dataset);
  const used = usedFilters(report.filters).length;
  const filters = used > 0 ? [words.filters.set(format.count(used))] : [];
  const [first, ...others] = report.sources.map((source) => partsOf(source, report, catalogue));
  if (first && others.length === 0) {
    const [name = '', ...scope] = first;
    return <Parts parts={[name, title, ...scope, ...filters]} />;
  }
  return (
    <>
      <Parts parts={[title, ...filters]} />
      <ul class="small dots">
        {[...(first ? [first] : []), ...others].map((parts, index) => (
          <li key={index}>
            <Parts parts={parts} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "TIXNGO · Tickets"; each account once. */
export function sourceNames({ sources, dataset }: Report, catalogue: Catalogue): string {
  const labelOf = (accountId: string): string =>
    catalogue.accounts.find(({ id }) => id === accountId)?.label ?? words.home.someoneElses;
  const labels = new Set(sources.map(({ connectionId }) => labelOf(connectionId)));
  return [[...labels].join(', '), datasetTitleOf(catalogue, dataset)].join(' · ');
}

/** The account's name, and what it was asked for in texts. */
function partsOf(
  { connectionId, scope, lookup }: SourceInput,
  { dataset: id }: Report,
  catalogue: Catalogue,
): string[] {
  const account = catalogue.accounts.find((one) => one.id === connectionId);
  const dataset = datasetOf(providerOf(catalogue, connectionId), id);
  const texts = (dataset?.scope ?? []).filter(({ kind }) => kind === 'text');
  const asked = texts.map((field) => idsOf(scope[field.id] ?? '').join(', '));
  const column = lookup && 'tab' in lookup ? `${lookup.tab}: ${lookup.column}` : '';
  return [account?.label ?? words.home.someoneElses, ...asked, column].filter(Boolean);
}

/** Broken only between its parts. */
function Parts({ parts }: { parts: readonly string[] }) {
  return (
    <p class="small source">
      {parts.map((part, index) => (
        <span key={index}>{index < parts.length - 1 ? `${part} ·` : part}</span>
      ))}
    </p>
  );
}
