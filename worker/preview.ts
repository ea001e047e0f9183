import type { Preview } from '../shared/api.ts';
import { pickColumns, type Column } from '../shared/columns.ts';
import type { Filters } from '../shared/filters.ts';
import type { Value } from '../shared/records.ts';
import { CollectedRows, spreadOut } from './jobs/collected-rows.ts';
import { failureOf } from './jobs/job-outcome.ts';
import { shownRows, type RowPolicy } from './jobs/row-policy.ts';
import type { OpenSource } from './jobs/read-sources.ts';
import { sumOrUnknown } from './jobs/run-certificate.ts';
import { ProviderError } from './providers/provider-error.ts';
import { pull, type PullOptions } from './providers/pull.ts';
import { totalOf, type PullCursor } from './providers/pull-cursor.ts';
import type { RowHash } from './security/row-hash.ts';

/** Rows of a preview. */
const ROWS = 20;
/** Pages read of a source at most: a list may begin with rows that are left out. */
const PAGES = 3;

type Asked = {
  readonly sources: readonly PreviewSource[];
  readonly filters: Filters;
  /** All that can be chosen from, and the chosen ids. */
  readonly columns: readonly Column[];
  readonly chosen: readonly string[];
  readonly hash: RowHash;
  /** What may be shown of the rows. */
  readonly policy: RowPolicy;
  readonly now: Date;
};

type PreviewSource = {
  readonly open: OpenSource;
  readonly scope: PullOptions['scope'];
  readonly provider: string;
  readonly account: string;
};

/**
 * The first rows a report would bring in, of each source as many as fit. Nothing is written or kept.
 *
 * @throws Failure when a provider cannot be read.
 */
export async function previewReport(asked: Asked): Promise<Preview> {
  const { sources, columns, chosen } = asked;
  const share = Math.ceil(ROWS / sources.length);
  const picked = pickColumns(columns, chosen);
  const others = asked.policy.looksAt(columns).filter((column) => !picked.includes(column));
  const kept = [...picked, ...others];
  const read = await Promise.all(sources.map((source) => firstRows(asked, source, kept, share)));
  const shown = spreadOut(
    picked,
    read.flatMap(({ cursor }) => cursor?.columns ?? []),
  );
  const rows: Value[][] = read
    .flatMap((one) => shownRows(asked.policy, one.rows, shown, { tag: null }).rows.slice(0, share))
    .slice(0, ROWS);
  return { columns: shown, rows, total: sumOrUnknown(read.map(({ total }) => total)) };
}

async function firstRows(asked: Asked, source: PreviewSource, columns: readonly Column[], enough: number) {
  const { provider, account } = source;
  const rows = new CollectedRows(columns, { provider, account });
  let total: number | null = null;
  let cursor: PullCursor | null = null;
  let pages = 0;
  try {
    for await (const page of pull(await optionsOf(asked, source, rows))) {
      rows.add(page.readings);
      ({ cursor } = page);
      total ??= totalOf(cursor);
      if (rows.values([]).keys.length >= enough || (pages += 1) >= PAGES || cursor.phase !== 'reading') break;
    }
  } catch (error) {
    throw error instanceof ProviderError ? failureOf(error) : error;
  }
  return { rows, total, cursor };
}

async function optionsOf(
  { filters, hash, now }: Asked,
  { open, scope }: PreviewSource,
  rows: CollectedRows,
): Promise<PullOptions> {
  const { dataset, ask, inputs } = open;
  const lookup = dataset.lookups.find(({ id }) => id === inputs?.by);
  const small = { ...dataset, paging: dataset.paging.sized(ROWS * 2) };
  return {
    dataset: small,
    ask,
    scope,
    filters,
    inputs: lookup && inputs ? { lookup, values: (await inputs.read()).slice(0, ROWS) } : undefined,
    known: rows.known,
    now,
    hash,
  };
}
