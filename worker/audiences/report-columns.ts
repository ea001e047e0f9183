import type { ProviderInfo } from '../../shared/catalogue.ts';
import type { Column } from '../../shared/columns.ts';
import type { ColumnsOfReport } from '../db/audiences.ts';
import { columnsOfAll } from '../report-check.ts';

/** All columns a report could have; those of ticketing systems that are not known (any more) are missing. */
export function columnsToChoose(
  catalogue: readonly ProviderInfo[],
  { dataset, providers }: Pick<ColumnsOfReport, 'dataset' | 'providers'>,
): Column[] {
  const datasets = catalogue
    .filter(({ id }) => providers.includes(id))
    .flatMap((provider) => provider.datasets.filter(({ id }) => id === dataset));
  return columnsOfAll(datasets);
}

/** The columns a report has. */
export function columnsChosen(catalogue: readonly ProviderInfo[], report: ColumnsOfReport): Column[] {
  return columnsToChoose(catalogue, report).filter(({ id }) => report.columns.includes(id));
}

/** Titles of a report's personal columns. A column nobody knows (any more) may be one. */
export function personalTitles(catalogue: readonly ProviderInfo[], report: ColumnsOfReport): string[] {
  const known = columnsToChoose(catalogue, report);
  return report.columns.flatMap((id) => {
    const column = known.find((one) => one.id === id);
    if (!column) return [id];
    return column.personal === 'none' ? [] : [column.title];
  });
}
