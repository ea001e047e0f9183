import type { Certificate, SourceCertificate, SourceResult } from '../../shared/api.ts';
import { ProviderId } from '../../shared/catalogue.ts';
import { certify } from '../providers/certificate.ts';
import type { SourceReading } from './read-sources.ts';

/** What became of each source; `kept`: rows in its tab that were not read now, by tag. */
export function resultsOf(readings: readonly SourceReading[], kept: Readonly<Record<string, number>>): SourceResult[] {
  return readings.map((reading) => {
    const { source, rows, cursor, failure } = reading;
    const certificate = failure ? null : certify(cursor, rows.known);
    return {
      connectionId: source.connection_id,
      provider: ProviderId.parse(source.connection.provider),
      account: source.connection.label,
      status: failure ? 'stale' : 'read',
      rows: (certificate?.rows ?? 0) + (kept[source.tag] ?? 0),
      asOf: failure ? (source.read_at?.toISOString() ?? null) : null,
      error: failure && { code: failure.code, message: failure.message },
      certificate,
    };
  });
}

const NOTHING: SourceCertificate = {
  fetched: 0,
  distinct: 0,
  dropped: 0,
  filtered: 0,
  rows: 0,
  providerTotal: 0,
  complete: true,
  rowErrors: 0,
  catchUps: 0,
  stepsBack: 0,
  notes: [],
};

/** All sources together. */
export function certificateOf(sources: readonly SourceResult[]): Certificate {
  const several = sources.length > 1;
  const sum = sources.reduce((before, { certificate: one, account }) => {
    if (!one) return { ...before, complete: false };
    const notes = one.notes.map((note) => (several ? `${account}: ${note}` : note));
    return added(before, { ...one, notes });
  }, NOTHING);
  const stale = sources.flatMap(({ status, account, error }) =>
    status === 'stale' ? [`${account} could not be read: ${error?.message ?? 'unknown'}`] : [],
  );
  return { ...sum, notes: [...sum.notes, ...stale], sources: [...sources] };
}

/** The sum; null when one of them is unknown. */
export const sumOrUnknown = (counts: readonly (number | null)[]): number | null =>
  counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);

function added(a: SourceCertificate, b: SourceCertificate): SourceCertificate {
  return {
    fetched: a.fetched + b.fetched,
    distinct: a.distinct + b.distinct,
    dropped: a.dropped + b.dropped,
    filtered: a.filtered + b.filtered,
    rows: a.rows + b.rows,
    providerTotal: sumOrUnknown([a.providerTotal, b.providerTotal]),
    complete: a.complete && b.complete,
    rowErrors: a.rowErrors + b.rowErrors,
    catchUps: a.catchUps + b.catchUps,
    stepsBack: a.stepsBack + b.stepsBack,
    notes: [...a.notes, ...b.notes],
  };
}
