import type { Certificate } from '../../shared/api.ts';

const COUNT = new Intl.NumberFormat('en-US');

/** What is missing from the rows of a run, as a sentence; null when the run can say that it has everything. */
export function missingFrom({ complete, distinct, providerTotal, rowErrors, notes }: Certificate): string | null {
  if (complete) return null;
  const reasons = notes.length > 0 ? [...notes] : countsOf(distinct, providerTotal, rowErrors);
  const because = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  return `The list is not complete${because}. Run it again; if it stays, ask the ticketing system.`;
}

function countsOf(distinct: number, total: number | null, rowErrors: number): string[] {
  const reasons: string[] = [];
  if (total !== null && distinct < total)
    reasons.push(`${COUNT.format(total - distinct)} of ${COUNT.format(total)} records were not found`);
  if (rowErrors > 0) reasons.push(`${COUNT.format(rowErrors)} records could not be read`);
  return reasons;
}
