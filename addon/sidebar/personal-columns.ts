import type { Report } from '../../shared/api.ts';
import { datasetOf, providerOf, type Catalogue, type ColumnInfo } from './catalogue.ts';

/**
 * The columns of a report that tell who somebody is, how to reach them, or let them in, as far as they are in its tab: none before the
 * first refresh, and none once they were emptied because their time was over.
 */
export function personalColumns(report: Report, catalogue: Pick<Catalogue, 'providers' | 'accounts'>): ColumnInfo[] {
  if (report.clearedAt !== null || report.lastRun === null) return [];
  return columnsOf(report, catalogue).filter(({ personal }) => personal !== 'none');
}

/** As its last refresh wrote them; where that is not known, as its ticketing systems describe those that were chosen. */
function columnsOf(report: Report, catalogue: Pick<Catalogue, 'providers' | 'accounts'>): ColumnInfo[] {
  const written = report.lastRun?.columns;
  if (written && written.length > 0) return written;
  const offered = report.sources.flatMap(({ connectionId }) => datasetsOf(report, connectionId, catalogue));
  const known = new Map(offered.map((column) => [column.id, column]));
  const isChosen = ({ id, standard }: ColumnInfo): boolean =>
    report.columns.length === 0 ? standard : report.columns.includes(id);
  return [...known.values()].filter(isChosen);
}

/** Whose account it is a colleague's: all systems that have such rows are asked. */
function datasetsOf(
  { dataset }: Report,
  accountId: string,
  catalogue: Pick<Catalogue, 'providers' | 'accounts'>,
): ColumnInfo[] {
  const own = providerOf(catalogue, accountId);
  return (own ? [own] : catalogue.providers).flatMap((provider) => datasetOf(provider, dataset)?.columns ?? []);
}
