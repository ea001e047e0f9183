import { masksFor, type AudienceColumn } from '../../shared/audiences.ts';
import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { Failure } from '../failure.ts';
import { masked, maskedColumn } from './mask.ts';

/** What an audience may see: which columns, how much of each, and of whom. */
export type Seeing = { readonly columns: readonly AudienceColumn[]; readonly consentColumn: string | null };

/** Rows through the eyes of an audience. */
export type AudienceView = {
  /** As the report has them; the column of consent is the last, where there is one. */
  readonly needs: readonly Column[];
  /** As the audience sees them. */
  readonly columns: readonly Column[];
  /** A row in the order of `needs` as the audience sees it; null: not at all. */
  readonly show: (row: readonly Value[]) => Value[] | null;
};

const refused = (sentence: string) => new Failure('invalid-request', sentence);

/**
 * Checks what an audience is to see against the columns there are.
 *
 * @throws Failure `invalid-request` naming the field.
 */
export function checkSeeing(available: readonly Column[], { columns, consentColumn }: Seeing): void {
  const seen = new Set<string>();
  for (const [index, { id, mask }] of columns.entries()) {
    const field = `The field "columns[${index}]`;
    const column = available.find((one) => one.id === id);
    if (!column) throw refused(`${field}.id" is wrong: there is no column "${id.slice(0, 80)}" for this audience.`);
    if (seen.has(id)) throw refused(`${field}.id" is wrong: "${column.title}" is there twice.`);
    seen.add(id);
    const masks = masksFor(column);
    if (masks.includes(mask)) continue;
    throw refused(`${field}.mask" is wrong: for "${column.title}" there is ${masks.join(', ')}, or leave it out.`);
  }
  checkConsent(available, consentColumn);
}

function checkConsent(available: readonly Column[], id: string | null): void {
  if (id === null) return;
  const column = available.find((one) => one.id === id);
  if (column?.type === 'boolean') return;
  const why = column ? `"${column.title}" is no column of yes and no` : `there is no column "${id.slice(0, 80)}"`;
  throw refused(`The field "consentColumn" is wrong: ${why}.`);
}

/**
 * `found`: what a column that expands stands for in these rows.
 *
 * @throws Failure `invalid-request` when a column is not there (any more): then nothing is shown rather than too much.
 */
export function viewOf(available: readonly Column[], seeing: Seeing, found: readonly Column[]): AudienceView {
  checkSeeing(available, seeing);
  const fresh = found.filter(({ id }) => !available.some((column) => column.id === id));
  const shown = seeing.columns.flatMap(({ id, mask }) => {
    const column = available.find((one) => one.id === id);
    if (!column) return [];
    return (column.expands ? fresh : [column]).map((one) => ({ column: one, mask }));
  });
  const consent = available.filter(({ id }) => id === seeing.consentColumn);
  return {
    needs: [...shown.map(({ column }) => column), ...consent],
    columns: shown.map(({ column, mask }) => maskedColumn(column, mask)),
    show(row) {
      if (consent.length > 0 && row[shown.length] !== true) return null;
      return shown.map(({ mask }, index) => masked(row[index] ?? null, mask));
    },
  };
}

/** The columns of a report that are not personal, shown whole: what an audience sees when nobody says more. */
export function plainColumns(columns: readonly Column[]): AudienceColumn[] {
  return columns.filter(({ personal }) => personal === 'none').map(({ id }) => ({ id, mask: 'none' }));
}
