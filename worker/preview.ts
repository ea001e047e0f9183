import type { Preview, Scope } from '../shared/api.ts';
import { pickColumns } from '../shared/columns.ts';
import type { Value } from '../shared/records.ts';
import { failureOf } from './jobs/job-outcome.ts';
import type { Dataset } from './providers/provider.ts';
import { ProviderError } from './providers/provider-error.ts';
import { pull, type Ask } from './providers/pull.ts';

/** Rows of a preview. */
const ROWS = 20;
/** Pages read at most: a list may begin with rows that are left out. */
const PAGES = 3;

type Asked = { dataset: Dataset; scope: Scope; columns: readonly string[]; ask: Ask };

/**
 * The first rows a report would bring in. Nothing is written or kept.
 *
 * @throws Failure when the provider cannot be read.
 */
export async function previewReport({ dataset, scope, columns, ask }: Asked): Promise<Preview> {
  const small = { ...dataset, paging: dataset.paging.sized(ROWS * 2) };
  const rows: Value[][] = [];
  let total: number | null = null;
  let pages = 0;
  try {
    for await (const page of pull({ dataset: small, scope, ask, known: new Map(), now: new Date() })) {
      total ??= page.cursor.total;
      for (const { row } of page.readings) if (row) rows.push(columns.map((id) => row[id] ?? null));
      if (rows.length >= ROWS || (pages += 1) >= PAGES || page.cursor.phase !== 'reading') break;
    }
  } catch (error) {
    throw error instanceof ProviderError ? failureOf(error) : error;
  }
  return { columns: pickColumns(dataset.columns, columns), rows: rows.slice(0, ROWS), total };
}
