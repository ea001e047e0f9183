import type { FieldDiff, ReportDiff, ReportFileResult } from '../../shared/report-file.ts';
import { harmless } from './conclude.ts';

const SIGNS = { created: '+', changed: '~', unchanged: '=' } as const;

function fieldLine({ path, before, after }: FieldDiff, kind: ReportDiff['kind']): string {
  const values = kind === 'created' ? (after ?? '') : `${before ?? '–'} → ${after ?? '–'}`;
  return `    ${harmless(path)}: ${harmless(values)}\n`;
}

/** What a report file changed, or would change: a line a report, a line a field. */
export function diffLines({ reports }: ReportFileResult): string {
  return reports
    .map(({ report, kind, fields }) =>
      [`${SIGNS[kind]} ${harmless(report)}\n`, ...fields.map((field) => fieldLine(field, kind))].join(''),
    )
    .join('');
}

/** The same in a sentence. */
export function diffSentence({ applied, reports }: ReportFileResult, dryRun: boolean): string {
  const count = (kind: ReportDiff['kind']) => reports.filter((one) => one.kind === kind).length;
  const counts = `${count('created')} new, ${count('changed')} changed, ${count('unchanged')} as before`;
  if (applied) return `Applied: ${counts}.`;
  const isNothing = count('created') + count('changed') === 0;
  if (isNothing) return 'Nothing to change: the reports are as the file says.';
  return dryRun ? `Nothing was changed. It would be: ${counts}.` : `Nothing was changed: ${counts}.`;
}
