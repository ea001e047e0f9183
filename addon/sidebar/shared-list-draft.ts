import type { Report } from '../../shared/api.ts';
import { masksFor, type Audience, type AudienceColumn, type AudienceInput, type Mask } from '../../shared/audiences.ts';
import { standardColumnIds } from '../../shared/columns.ts';
import type { Catalogue, ColumnInfo } from './catalogue.ts';
import { columnsOf } from './offer.ts';
import { words } from './words.ts';

/** What the form of a shared list holds. `spreadsheet` "": it is opened by a link. */
export type SharedListDraft = {
  name: string;
  spreadsheet: string;
  tab: string;
  /** By column; one that is not here is left out. */
  masks: ReadonlyMap<string, Mask>;
  /** "": all rows. */
  consentColumn: string;
};

type Parts = { report: Report; catalogue: Pick<Catalogue, 'accounts' | 'providers'> };

/** What a column of the form may show: nothing, all, or part of it. */
export type ColumnChoice = { column: ColumnInfo; masks: readonly Mask[] };

/** Columns all accounts of the report could fill, those of its own tab first and in their order. */
function allColumns({ report, catalogue }: Parts): { own: ColumnInfo[]; others: ColumnInfo[] } {
  const sources = report.sources.map(({ connectionId: accountId }) => ({ accountId }));
  const known = columnsOf({ dataset: report.dataset, sources }, catalogue);
  const ids = report.columns.length > 0 ? report.columns : standardColumnIds(known);
  const own = ids.flatMap((id) => known.find((column) => column.id === id) ?? []);
  return { own, others: known.filter(({ id }) => !ids.includes(id)) };
}

/** A link reads the report's tab, so it shows what is there; a tab elsewhere can have other columns. */
export function choosableColumns(parts: Parts, isLink: boolean): ColumnChoice[] {
  const { own, others } = allColumns(parts);
  return (isLink ? own : [...own, ...others]).map((column) => ({ column, masks: masksFor(column) }));
}

/** Columns that say yes or no, such as whether somebody wants to hear of the organizer. */
export function consentColumns(parts: Parts, isLink: boolean): ColumnInfo[] {
  return choosableColumns(parts, isLink).flatMap(({ column }) => (column.type === 'boolean' ? [column] : []));
}

/** The report's columns without those that are about people. */
export function newSharedList(parts: Parts): SharedListDraft {
  const plain = allColumns(parts).own.filter(({ personal }) => personal === 'none');
  const masks = new Map(plain.map(({ id }): [string, Mask] => [id, 'none']));
  return {
    name: '',
    spreadsheet: '',
    tab: parts.report.destination?.tab ?? parts.report.name,
    masks,
    consentColumn: '',
  };
}

/** A form with what is saved. */
export function sharedListDraftOf({ name, columns, consentColumn, destination }: Audience): SharedListDraft {
  return {
    name,
    spreadsheet: destination?.spreadsheet ?? '',
    tab: destination?.tab ?? '',
    masks: new Map(columns.map(({ id, mask }) => [id, mask])),
    consentColumn: consentColumn ?? '',
  };
}

/** @param mask undefined: the column is left out. */
export function withMask(draft: SharedListDraft, id: string, mask: Mask | undefined): SharedListDraft {
  const masks = new Map(draft.masks);
  if (mask === undefined) masks.delete(id);
  else masks.set(id, mask);
  return { ...draft, masks };
}

/** What is sent: the columns in the order in which the form has them, and of those only what can be chosen. */
export function sharedListInput(draft: SharedListDraft, choices: readonly ColumnChoice[]): AudienceInput {
  const columns = choices.flatMap(({ column: { id } }): AudienceColumn[] => {
    const mask = draft.masks.get(id);
    return mask === undefined ? [] : [{ id, mask }];
  });
  const isLink = draft.spreadsheet === '';
  return {
    name: draft.name.trim(),
    columns,
    consentColumn: draft.consentColumn || null,
    destination: isLink ? null : { spreadsheet: draft.spreadsheet, tab: draft.tab.trim() },
  };
}

/** Columns that show somebody's data whole. */
export function openColumns({ masks }: SharedListDraft, choices: readonly ColumnChoice[]): string[] {
  return choices
    .filter(({ column }) => column.personal !== 'none' && masks.get(column.id) === 'none')
    .map(({ column }) => column.title);
}

/** Sentences by field. */
export function sharedListErrors(draft: SharedListDraft, choices: readonly ColumnChoice[]): Record<string, string> {
  const { sharing: text, form } = words;
  return {
    ...(!draft.name.trim() && { name: form.missing(text.name) }),
    ...(draft.spreadsheet && !draft.tab.trim() && { tab: form.missing(form.tab) }),
    ...(!choices.some(({ column }) => draft.masks.has(column.id)) && { columns: form.noColumns }),
  };
}
