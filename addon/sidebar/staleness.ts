import type { Report, Run, SourceResult } from '../../shared/api.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Catalogue } from './catalogue.ts';
import { providerOf } from './catalogue.ts';
import type { Format } from './format.ts';
import { listed, words } from './words.ts';

type Systems = Pick<Catalogue, 'providers' | 'accounts'>;

/** Why a ticketing system could not be read, as the end of a sentence: "Oveit does not answer". */
export function whyStale(system: string, code: ErrorCode | undefined): string {
  const { stale } = words;
  if (code === 'provider-unavailable' || code === undefined) return stale.silent(system);
  if (code === 'provider-rate-limited') return stale.busy(system);
  if (code === 'provider-auth') return stale.refused(system);
  return code === 'provider-not-found' ? stale.unknown(system) : stale.other(system);
}

/** What is to be said of a report whose last refresh read nothing: since when the tab is as it is, and why. */
export function staleSentence(report: Report, run: Run, systems: Systems, now: number, format: Format): string {
  const why = staleSystems(report, run, systems).map(({ system, code }) => whyStale(system, code));
  const reason = listed([...new Set(why)]);
  const since = report.staleSince;
  return since === null ? words.report.neverRead(reason) : words.report.stale(format.since(since, now), reason);
}

/** What is to be said of one account of a report that could not be read. */
export function staleSourceSentence(source: SourceResult, system: string, now: number, format: Format): string {
  const why = whyStale(system, source.error?.code);
  if (source.asOf === null) return words.stale.never(why);
  return words.stale.part(format.since(source.asOf, now), why, format.count(source.rows));
}

/** The title of a ticketing system. */
export function systemOf(id: SourceResult['provider'], { providers }: Pick<Catalogue, 'providers'>): string {
  return providers.find((provider) => provider.id === id)?.title ?? id;
}

/** The accounts a run could not read, with why. */
export const failedSources = (run: Run | null): SourceResult[] =>
  (run?.certificate?.sources ?? []).filter(({ status }) => status === 'stale');

type StaleSystem = { system: string; code: ErrorCode | undefined };

function staleSystems(report: Report, run: Run, systems: Systems): StaleSystem[] {
  const failed = failedSources(run);
  if (failed.length > 0) {
    return failed.map(({ provider, error }) => ({ system: systemOf(provider, systems), code: error?.code }));
  }
  const titles = report.sources.map(({ connectionId }) => providerOf(systems, connectionId)?.title);
  return titles.map((title) => ({ system: title ?? words.home.system, code: run.error?.code }));
}
