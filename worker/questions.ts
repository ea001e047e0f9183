import type { Preview } from '../shared/api.ts';
import { pickColumns, type Column } from '../shared/columns.ts';
import type { FilterInfo } from '../shared/catalogue.ts';
import type { Database } from './db/connection.ts';
import { erasedPeople } from './db/erased-hashes.ts';
import type { SpreadsheetRow } from './db/spreadsheets.ts';
import type { CheckedQuestion, Question } from './deps.ts';
import { rowPolicy } from './jobs/row-policy.ts';
import { previewReport } from './preview.ts';
import type { ProviderAccess } from './provider-access.ts';
import { inTime } from './in-time.ts';
import { filtersOf } from './providers/filters.ts';
import type { Dataset } from './providers/provider.ts';
import { checkColumns, checkFilters, checkSource, columnsOfAll } from './report-check.ts';
import { rowHashOf } from './security/row-hash.ts';
import type { Sealer } from './security/sealing.ts';

/** Previews answer a person who waits. */
const PREVIEW_MS = 45_000;
const TOO_SLOW =
  'The first rows take too long to come. Save the report and refresh it: that may take as long as it needs.';

type Parts = {
  readonly db: Database;
  readonly access: ProviderAccess;
  readonly sealer: Sealer;
  readonly now: () => Date;
};

/** Checks and tries out what reports ask for. */
export function createQuestions({ db, access, sealer, now }: Parts) {
  const datasetsOf = ({ sources, dataset }: Question) =>
    sources.map(({ connection, scope, lookup }) =>
      checkSource(access.find(connection.provider), { dataset, scope, lookup }),
    );
  const check = (question: Question): CheckedQuestion => {
    const datasets = datasetsOf(question);
    const titles = question.sources.map(({ connection }) => access.titleOf(connection.provider));
    const named = datasets.map((dataset, index) => ({ dataset, system: titles[index] ?? '' }));
    checkFilters(named, question.filters);
    return { columns: checkColumns(datasets, question.columns), filtersApplied: appliedBy(datasets, question) };
  };
  return {
    /** @throws Failure `invalid-request` naming the field. */
    check,
    /** The columns it chooses. @throws Failure `invalid-request` naming the field. */
    columnsOf: (question: Question): Column[] =>
      pickColumns(columnsOfAll(datasetsOf(question)), check(question).columns),
    /** @throws Failure when a provider cannot be read. */
    async preview(question: Question, spreadsheet: SpreadsheetRow | null): Promise<Preview> {
      const { columns: chosen } = check(question);
      const signal = AbortSignal.timeout(PREVIEW_MS);
      const [first] = question.sources;
      const sources = question.sources.map(({ connection, scope, lookup }) => ({
        open: access.open(
          { dataset: question.dataset, connection, scope, lookup: lookup ?? null, spreadsheet },
          signal,
        ),
        scope,
        provider: access.find(connection.provider).title,
        account: connection.label,
      }));
      const hash = await rowHashOf(db, sealer, first?.connection.workspace_id ?? '');
      const policy = rowPolicy({
        people: await erasedPeople(db, first?.connection.workspace_id ?? ''),
        // how long a report shows people is not known before it is saved
        isCleared: false,
        dataset: question.dataset,
        sources: question.sources.map(({ connection }) => ({ tag: '', connection_id: connection.id })),
        hash,
      });
      const columns = columnsOfAll(datasetsOf(question));
      const asked = { sources, filters: question.filters, columns, chosen, hash, policy, now: now() };
      return await inTime(signal, TOO_SLOW, () => previewReport(asked));
    },
  };
}

/** A filter in use is the provider's when all sources' providers apply it. */
function appliedBy(datasets: readonly Dataset[], { filters }: Question): FilterInfo[] {
  const offered = datasets.map((dataset) => filtersOf(dataset));
  const used = new Set(offered.flat().flatMap(({ id }) => (filters[id] === undefined ? [] : id)));
  return [...used].map((id) => {
    const byAll = offered.every((list) => list.some((one) => one.id === id && one.applied === 'provider'));
    return { id, applied: byAll ? 'provider' : 'here' };
  });
}
