import type { Erasure, ErasurePlace, PersonFind, PersonFound } from '../../shared/erasure.ts';
import { harmless } from './conclude.ts';

const WHOSE = { whole: '', buyer: ' (only bought it)', holder: ' (only holds it)' } as const;

/** Where somebody is, for people to read. */
export function foundLines({ finds, truncated, unread, elsewhere }: PersonFound): string {
  const lines = [
    ...finds.flatMap(findLines),
    ...(truncated ? ['… and more.'] : []),
    ...(finds.length === 0 ? ['Nothing was found.'] : []),
    ...unread.map(({ report, problem }) => `Not looked into: ${report}. ${problem.message}`),
    '',
    'Look also at:',
    ...elsewhere.map((sentence) => `- ${sentence}`),
  ];
  return `${lines.map(harmless).join('\n')}\n`;
}

function findLines({ report, tab, row, reportId, key, person, columns, beside }: PersonFind): string[] {
  const cells = [...columns, ...beside.map(({ title, value }) => ({ title: title || 'beside it', value }))];
  return [
    `${report}, tab "${tab}", row ${row}${WHOSE[person]}: ${reportId} ${key}`,
    ...cells.map(
      ({ title, value }) => `    ${title}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    ),
  ];
}

/** A receipt, for people to read. */
export function receiptLines({ id, state, places, rows, unreachable }: Erasure): string {
  const lines = [
    `Erasure ${id}: ${state}, ${rows} row${rows === 1 ? '' : 's'} cleared.`,
    ...places.flatMap(placeLines),
    '',
    'Not reached by Willcall:',
    ...unreachable.map((sentence) => `- ${sentence}`),
  ];
  return `${lines.map(harmless).join('\n')}\n`;
}

function placeLines({ report, tab, rows, cells, beside, state, remark, problem }: ErasurePlace): string[] {
  const where = tab === '' ? report : `${report}, tab "${tab}"`;
  return [
    `  ${where}: ${state}, ${rows} rows, ${cells} cells, ${beside} beside`,
    ...(remark === null ? [] : [`    ${remark}`]),
    ...(problem === null ? [] : [`    ${problem.message}`]),
  ];
}
