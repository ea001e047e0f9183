import type { Kysely } from 'kysely';
import type { ProviderInfo } from '../../shared/catalogue.ts';
import { audiencesIn, columnsOfReport, columnsOfReportsIn, type AudienceRow } from '../db/audiences.ts';
import type { Tables } from '../db/tables.ts';
import { personalTitles } from './report-columns.ts';

type Parts = { readonly db: Kysely<Tables>; readonly catalogue: readonly ProviderInfo[] };

const EVERYBODY = 'Whoever opens a spreadsheet can read and copy every tab in it, hidden ones too.';

const titlesOf = (titles: readonly string[]) =>
  titles.length > 3 ? `${titles.slice(0, 3).join(', ')} and others` : titles.join(', ');

/** Of an audience: the personal columns it shows whole. */
async function unmaskedTitles({ db, catalogue }: Parts, { report_id, columns }: Masked): Promise<string[]> {
  const report = await columnsOfReport(db, report_id);
  if (!report) return [];
  const whole = columns.filter(({ mask }) => mask === 'none').map(({ id }) => id);
  return personalTitles(catalogue, { ...report, columns: whole });
}

type Masked = Pick<AudienceRow, 'report_id' | 'columns'>;
/** `id`: null while it is not saved. */
type Placed = Masked & { readonly id: string | null };

/** Of the reports there. */
async function besideReports({ db, catalogue }: Parts, spreadsheetId: string): Promise<string | null> {
  for (const report of await columnsOfReportsIn(db, spreadsheetId)) {
    const titles = personalTitles(catalogue, report);
    if (titles.length === 0) continue;
    return `${EVERYBODY} This one holds personal columns that are not masked (${titlesOf(titles)} in tab "${report.tab ?? ''}"), so choose another spreadsheet for this list.`;
  }
  return null;
}

/** Of other lists for other eyes there. */
async function besideOthers(parts: Parts, spreadsheetId: string, audience: Placed): Promise<string | null> {
  const others = (await audiencesIn(parts.db, spreadsheetId)).filter(({ id }) => id !== audience.id);
  const [first] = others;
  if (!first) return null;
  const own = await unmaskedTitles(parts, audience);
  if (own.length > 0)
    return `${EVERYBODY} There is a list for other eyes in this one (tab "${first.tab ?? ''}"), so mask ${titlesOf(own)} or choose another spreadsheet.`;
  for (const other of others) {
    const titles = await unmaskedTitles(parts, other);
    if (titles.length === 0) continue;
    return `${EVERYBODY} This one shows ${titlesOf(titles)} unmasked in tab "${other.tab ?? ''}", so choose another spreadsheet for this list.`;
  }
  return null;
}

/**
 * Why a list for other eyes may not go into a spreadsheet: it would stand beside personal columns that are not masked, or show whole
 * what another list there masks. null: it may.
 */
export async function problemBeside(parts: Parts, spreadsheetId: string, audience: Placed): Promise<string | null> {
  return (await besideReports(parts, spreadsheetId)) ?? (await besideOthers(parts, spreadsheetId, audience));
}

/** What a report would bring into a spreadsheet. */
export type Arriving = { readonly dataset: string; readonly columns: readonly string[]; readonly providers: string[] };

/** Why a report may not write into a spreadsheet that holds a list for other eyes. null: it may. */
export async function problemForReport(parts: Parts, spreadsheetId: string, report: Arriving): Promise<string | null> {
  const [audience] = await audiencesIn(parts.db, spreadsheetId);
  if (!audience) return null;
  const titles = personalTitles(parts.catalogue, { ...report, columns: [...report.columns], id: '', tab: null });
  if (titles.length === 0) return null;
  return `${EVERYBODY} There is a list for other eyes in this one ("${audience.name}", tab "${audience.tab ?? ''}"), so personal columns (${titlesOf(titles)}) cannot go there: choose another spreadsheet.`;
}
