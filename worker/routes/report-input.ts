import { DatasetId, ProviderId, type PreviewInput, type ReportChange, type ReportInput } from '../../shared/api.ts';
import { standardColumnIds } from '../../shared/columns.ts';
import type { ConnectionRow } from '../db/connections.ts';
import type { ReportRow } from '../db/reports.ts';
import type { Deps, Question } from '../deps.ts';
import { Failure } from '../failure.ts';

const invalid = (sentence: string) => new Failure('invalid-request', sentence);

function datasetInfo({ catalogue }: Deps, provider: ProviderId, dataset: DatasetId) {
  const offer = catalogue.find(({ id }) => id === provider);
  const found = offer?.datasets.find(({ id }) => id === dataset);
  if (found) return found;
  const choices = offer?.datasets.map(({ id }) => id).join(', ') ?? 'nothing';
  throw invalid(`What to bring in: ${offer?.title ?? provider} offers ${choices}, not ${dataset}.`);
}

function refuseRepeats(columns: readonly string[]): void {
  const repeated = columns.find((id, at) => columns.indexOf(id) !== at);
  if (repeated !== undefined) throw invalid(`Columns: "${repeated.slice(0, 80)}" is chosen twice.`);
}

/**
 * Checks what is asked of a provider, and names the standard columns where none were chosen.
 *
 * @throws Failure `invalid-request` naming the field.
 */
export function checkedQuestion(
  deps: Deps,
  connection: ConnectionRow,
  input: Omit<PreviewInput, 'connectionId'>,
): Question {
  const provider = ProviderId.parse(connection.provider);
  const { dataset, scope } = input;
  const info = datasetInfo(deps, provider, dataset);
  refuseRepeats(input.columns);
  const columns = input.columns.length > 0 ? input.columns : standardColumnIds(info.columns);
  const question = { provider, dataset, scope, columns };
  const sentence = deps.checkReport(question);
  if (sentence !== null) throw invalid(sentence);
  return question;
}

/** What the API calls the report's fields, from a stored one. */
export function toInput(row: ReportRow): ReportInput {
  return {
    name: row.name,
    connectionId: row.connection_id,
    dataset: DatasetId.parse(row.dataset),
    scope: row.scope,
    columns: row.columns,
    destination:
      row.spreadsheet_id === null || row.tab === null ? null : { spreadsheet: row.spreadsheet_id, tab: row.tab },
    writeMode: 'replace',
  };
}

/** The report as it would be after a change. A new dataset without new columns gets its standard ones. */
export function changedInput(before: ReportInput, change: ReportChange): ReportInput {
  const isOtherList = change.dataset !== undefined && change.dataset !== before.dataset;
  return {
    name: change.name ?? before.name,
    connectionId: change.connectionId ?? before.connectionId,
    dataset: change.dataset ?? before.dataset,
    scope: change.scope ?? before.scope,
    columns: change.columns ?? (isOtherList ? [] : before.columns),
    destination: change.destination === undefined ? before.destination : change.destination,
    writeMode: change.writeMode ?? before.writeMode,
  };
}
