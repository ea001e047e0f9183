import type { Destination, PreviewInput, ReportChange, ReportInput } from '../../shared/api.ts';
import { DatasetId } from '../../shared/catalogue.ts';
import { STANDARD_RETENTION, type Retention } from '../../shared/erasure.ts';
import type { Filters } from '../../shared/filters.ts';
import type { ReportEditors } from '../../shared/people.ts';
import { writingWith, type WriteMode, type Writing } from '../../shared/writing.ts';
import { findConnection } from '../db/connections.ts';
import type { ReportRow } from '../db/reports.ts';
import type { SourceRow } from '../db/report-sources.ts';
import { parsedRetention } from '../erasure/retention.ts';
import type { Deps, Question } from '../deps.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';

type Asked = Pick<PreviewInput, 'sources' | 'dataset' | 'filters' | 'columns'>;

/**
 * Finds the connections a report names.
 *
 * @throws Failure `not-found` for one that is not the caller's.
 */
export async function questionOf(access: Access, caller: Caller, asked: Asked): Promise<Question> {
  const sources = [];
  for (const { connectionId, ...source } of asked.sources) {
    sources.push({ ...source, connection: await access.connection(caller, connectionId) });
  }
  return { sources, dataset: asked.dataset, filters: asked.filters ?? {}, columns: asked.columns };
}

const toSource = ({ connection_id, scope, lookup }: SourceRow) => ({ connectionId: connection_id, scope, lookup });

const destinationOf = ({ spreadsheet_id, tab }: ReportRow): Destination | null =>
  spreadsheet_id === null || tab === null ? null : { spreadsheet: spreadsheet_id, tab };

/** A report's fields with nothing left out. */
export type WholeInput = Required<ReportInput> & {
  filters: Filters;
  writeMode: WriteMode;
  writing: Writing;
  editors: ReportEditors;
  retention: Retention | null;
};

/** What the API calls the report's fields, from a stored one. */
export function toInput(row: ReportRow): WholeInput {
  return {
    name: row.name,
    sources: row.sources.map(toSource),
    dataset: DatasetId.parse(row.dataset),
    filters: row.filters,
    columns: row.columns,
    destination: destinationOf(row),
    writeMode: row.write_mode,
    writing: row.writing,
    editors: row.editors,
    retention: parsedRetention(row.retention),
  };
}

/** The question a saved report asks, whoever looks; its connections as far as they are still there. */
export async function storedQuestion({ db }: Pick<Deps, 'db'>, row: ReportRow): Promise<Question> {
  const sources = [];
  for (const { connection_id, scope, lookup } of row.sources) {
    const connection = await findConnection(db, row.workspace_id, connection_id);
    if (connection) sources.push({ connection, scope, lookup });
  }
  const { dataset, filters, columns } = toInput(row);
  return { sources, dataset, filters, columns };
}

/** A new report with nothing left out. */
export function inputWith(input: ReportInput): WholeInput {
  const { filters = {}, writeMode = 'sync', writing, editors = 'refresh', retention = STANDARD_RETENTION } = input;
  return { ...input, filters, writeMode, writing: writingWith(writing), editors, retention };
}

/** The report as it would be after a change. A new dataset without new columns gets its standard ones. */
export function changedInput(before: WholeInput, change: ReportChange): WholeInput {
  const isOtherList = change.dataset !== undefined && change.dataset !== before.dataset;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return {
    ...before,
    ...(isOtherList && { columns: [] }),
    ...given,
    writing: writingWith(change.writing, before.writing),
  };
}
