import { createHash } from 'node:crypto';
import type { ProviderInfo } from '../../shared/catalogue.ts';
import { pickColumns, type Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { columnsOfReport, type AudienceRow } from '../db/audiences.ts';
import type { Database } from '../db/connection.ts';
import { lastErased } from '../db/erased-hashes.ts';
import type { ReportRow } from '../db/reports.ts';
import { publishedColumns } from '../db/runs.ts';
import { spreadsheetOfWorkspace } from '../db/spreadsheets.ts';
import { loadRowPolicy } from '../jobs/load-row-policy.ts';
import type { RowPolicy } from '../jobs/row-policy.ts';
import { rowHashOf } from '../security/row-hash.ts';
import type { Sealer } from '../security/sealing.ts';
import type { ListRow, ListWanted } from '../sheets/read-list.ts';
import { cellValue } from './cell-value.ts';
import { columnsToChoose } from './report-columns.ts';
import { viewOf, type AudienceView } from './view.ts';

/** A list as an audience sees it; nothing else of it is kept. `tag` changes with what is in it. */
export type MaskedList = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  readonly tag: string;
};

/** Lists for share links, masked, in memory for at most 5 minutes; one reading serves all who open them. */
export type SharedLists = {
  /** @throws Failure when the tab cannot be read, or does not hold what the audience needs. */
  read(audience: AudienceRow, report: ReportRow): Promise<MaskedList>;
  /** What was read for this audience is dropped. */
  forget(audienceId: string): void;
};

/** Reads columns of a report's tab through the writer. */
export type ReadList = (wanted: ListWanted) => Promise<ListRow[]>;

type Parts = {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly catalogue: readonly ProviderInfo[];
  readonly readList: ReadList;
  readonly now: () => Date;
};

const KEPT_MS = 5 * 60_000;
/** After a failure Google is left alone for a moment, however many phones ask. */
const FAILED_MS = 10_000;
/** Cells of all lists together. */
const MOST_CELLS = 6_000_000;

type Entry = { readonly of: string; until: number; cells: number; readonly list: Promise<MaskedList> };

export function createSharedLists(parts: Parts): SharedLists {
  const entries = new Map<string, Entry>();
  const now = () => parts.now().getTime();
  const forget = (id: string) => void entries.delete(id);
  const begin = (audience: AudienceRow, report: ReportRow, of: string): Entry => {
    const entry: Entry = { of, until: now() + KEPT_MS, cells: 0, list: readMasked(parts, audience, report) };
    entries.set(audience.id, entry);
    entry.list.then(
      ({ rows, columns }) => {
        entry.cells = rows.length * columns.length;
        makeRoom(entries);
      },
      () => (entry.until = Math.min(entry.until, now() + FAILED_MS)),
    );
    setTimeout(() => {
      if (entries.get(audience.id) === entry) forget(audience.id);
    }, KEPT_MS).unref();
    return entry;
  };
  return {
    forget,
    async read(audience, report) {
      // whoever is erased is gone at once, in every process
      const erased = await lastErased(parts.db, report.workspace_id);
      const { generation, version, sheet_id, cleared_at } = report;
      const of = [audience.version, generation, version, sheet_id, cleared_at, erased].join(' ');
      const known = entries.get(audience.id);
      const isFresh = known?.of === of && known.until > now();
      return await (isFresh ? known : begin(audience, report, of)).list;
    },
  };
}

function makeRoom(entries: Map<string, Entry>): void {
  let cells = [...entries.values()].reduce((sum, entry) => sum + entry.cells, 0);
  for (const [id, entry] of entries) {
    if (cells <= MOST_CELLS || entries.size === 1) return;
    entries.delete(id);
    cells -= entry.cells;
  }
}

async function readMasked(parts: Parts, audience: AudienceRow, report: ReportRow): Promise<MaskedList> {
  const { db, sealer, readList } = parts;
  const view = await viewFor(parts, audience, report);
  if (report.generation === 0 || report.spreadsheet_id === null) return tagged(view.columns, []);
  const spreadsheet = await spreadsheetOfWorkspace(db, report.workspace_id, report.spreadsheet_id);
  const hash = await rowHashOf(db, sealer, report.workspace_id);
  const policy = await loadRowPolicy(db, report, hash);
  const others = policy.looksAt(view.available).filter((column) => !view.needs.includes(column));
  const columns = [...view.needs, ...others];
  const rows = await readList({
    spreadsheetId: spreadsheet.google_id,
    reportId: report.id,
    sheetId: report.sheet_id,
    columns: columns.map(({ id }) => id),
  });
  return tagged(view.columns, shown(view, policy, columns, rows));
}

function tagged(columns: readonly Column[], rows: readonly (readonly Value[])[]): MaskedList {
  const tag = createHash('sha256')
    .update(JSON.stringify([columns, rows]))
    .digest('base64url')
    .slice(0, 22);
  return { columns, rows, tag };
}

type TabView = AudienceView & { readonly available: readonly Column[] };

/** Only what the tab has can be shown. */
async function viewFor({ db, catalogue }: Parts, audience: AudienceRow, report: ReportRow): Promise<TabView> {
  const facts = await columnsOfReport(db, report.id);
  const all = facts ? columnsToChoose(catalogue, facts) : [];
  const available = pickColumns(
    all,
    report.columns.filter((id) => all.some((column) => column.id === id)),
  );
  const found = (await publishedColumns(db, report)).filter(({ id }) => !all.some((column) => column.id === id));
  const seeing = { columns: audience.columns, consentColumn: audience.consent_column };
  return { ...viewOf(available, seeing, found), available };
}

/** Their positions, by the source they came from. */
function bySource(rows: readonly ListRow[]): Map<string | null, number[]> {
  const groups = new Map<string | null, number[]>();
  for (const [index, { key }] of rows.entries()) {
    const tag = key?.source ?? null;
    const group = groups.get(tag);
    if (group) group.push(index);
    else groups.set(tag, [index]);
  }
  return groups;
}

/** In the order of the tab. */
function shown(
  view: AudienceView,
  policy: RowPolicy,
  columns: readonly Column[],
  rows: readonly ListRow[],
): readonly Value[][] {
  const values = rows.map(({ cells }) => columns.map(({ type }, index) => cellValue(cells[index], type)));
  const allowed: Value[][] = [];
  for (const [tag, places] of bySource(rows)) {
    const keys = places.map((at) => rows[at]?.key?.key ?? '');
    const table = policy.apply({ rows: places.map((at) => values[at] ?? []), keys }, columns, { tag });
    for (const [index, at] of places.entries()) allowed[at] = table.rows[index] ?? [];
  }
  return allowed.flatMap((row) => {
    const seen = view.show(row);
    return seen === null ? [] : [seen];
  });
}
