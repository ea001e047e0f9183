import type { Column } from '../../shared/columns.ts';
import type { Database } from '../db/connection.ts';
import { findReport, type ReportRow } from '../db/reports.ts';
import { publishedColumns } from '../db/runs.ts';
import { sourcesToRead, type SourceToRead } from '../db/report-sources.ts';
import type { Log } from '../log.ts';
import { rowHashOf, type RowHash } from '../security/row-hash.ts';
import type { Sealer } from '../security/sealing.ts';
import type { SheetsClient } from '../sheets/client.ts';
import { listFacts, type ListFacts } from './list-facts.ts';

/** What looking for people and erasing them needs. */
export type ErasureParts = {
  readonly db: Database;
  readonly log: Log;
  readonly sealer: Sealer;
  readonly client: SheetsClient;
  readonly now: () => Date;
  /** The columns a report over these accounts can choose from. @throws Failure */
  readonly columnsOf: (dataset: string, connections: readonly SourceToRead['connection'][]) => Column[];
};

/** What is known of a report's lists; null: it was deleted. */
export async function factsOf(
  { db, sealer, columnsOf }: Pick<ErasureParts, 'db' | 'sealer' | 'columnsOf'>,
  reportId: string,
): Promise<{ report: ReportRow; facts: ListFacts; hash: RowHash } | null> {
  const report = await findReport(db, reportId);
  if (!report) return null;
  const sources = await sourcesToRead(db, reportId);
  const offered =
    sources.length === 0
      ? []
      : columnsOf(
          report.dataset,
          sources.map(({ connection }) => connection),
        );
  const columns = [...(await publishedColumns(db, report)), ...offered];
  const hash = await rowHashOf(db, sealer, report.workspace_id);
  return { report, facts: listFacts(report.dataset, columns, report.sources), hash };
}
