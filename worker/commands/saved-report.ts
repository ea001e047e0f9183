import type { Report, Run } from '../../shared/api.ts';
import type { RowChange, RunChanges } from '../../shared/changes.ts';
import { CommandError, StaleError, UsageError } from './command-error.ts';
import { harmless } from './conclude.ts';
import { sentence } from './worker-client.ts';

const COUNT = new Intl.NumberFormat('en-US');
const MODES: Record<Report['writeMode'], string> = {
  sync: 'keep my notes',
  replace: 'exact copy',
  append: 'add below',
};

/**
 * The report meant by an id, or by a name only one has.
 *
 * @throws UsageError naming those there are.
 */
export function chosenReport(reports: readonly Report[], wanted: string | undefined): Report {
  if (wanted === undefined) throw new UsageError('--report is missing: the id or the name of a report.');
  const [only, ...more] = reports.filter(({ id, name }) => id === wanted || name === wanted);
  if (only && more.length === 0) return only;
  if (only) throw new UsageError(`--report: several reports are called "${wanted}". Give the id of one.`);
  const known = reports.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new UsageError(`--report: there is no report "${wanted}". There are: ${known || 'none yet'}.`);
}

/** A line for the list of reports. */
export function reportLine({ id, name, destination, writeMode, hold, lastRun, schedule }: Report): string {
  const where = destination ? `tab "${destination.tab}", ${MODES[writeMode]}` : 'no tab';
  const last = lastRun ? `${lastRun.status}, ${COUNT.format(lastRun.rows)} rows` : 'never refreshed';
  const waits = hold?.decision === 'open' ? ['waits for a decision'] : [];
  const due = schedule ? [schedule.paused ? 'paused' : schedule.says] : [];
  return `${harmless([`${id}  ${name}`, where, last, ...due, ...waits].join('  ·  '))}\n`;
}

/** @throws CommandError, StaleError with the reason and the next step when it wrote nothing. */
export function refuseUnfinished({ status, error }: Run): void {
  if (status === 'done') return;
  if (!error) throw new CommandError('Somebody cancelled this refresh. The tab is as it was.');
  const text = sentence(error.code, error.message);
  throw status === 'stale' ? new StaleError(text) : new CommandError(text);
}

/** What a run did to its tab, in one sentence. */
export function changesSentence({ changes, rows, hold }: Run): string {
  if (!changes) return `${COUNT.format(rows)} rows.`;
  const { added, changed, removed, cells, calls } = changes;
  const counts = `${COUNT.format(added)} added, ${COUNT.format(changed)} changed, ${COUNT.format(removed)} removed`;
  const held = hold ? ` Held back: ${hold.sentence}` : '';
  return `${COUNT.format(rows)} rows: ${counts} (${COUNT.format(cells)} cells, ${calls} calls).${held}`;
}

/** One line a row that changed: kind, account, key and titles of the columns, set apart by tabs. */
export function changeLines({ changes }: RunChanges, only?: RowChange['kind']): string {
  return changes
    .filter(({ kind }) => only === undefined || kind === only)
    .map(({ kind, account, key, columns }) => `${[kind, account, key, columns.join(',')].map(harmless).join('\t')}\n`)
    .join('');
}
