import { randomUUID } from 'node:crypto';
import { Failure } from './failure.ts';
import type { SheetsClient } from './sheets/client.ts';
import { estimate, type Estimate, type Size } from './sheets/estimate.ts';
import { lookAt } from './sheets/look.ts';

/** Where a publish would go. `report`: null for one that is not saved yet; `takesOver`: it is to go on with a tab of a copied spreadsheet. */
export type EstimatePlace = {
  readonly spreadsheetId: string;
  readonly report: { readonly id: string; readonly sheetId: number | null; readonly takesOver?: boolean } | null;
  readonly size: Size;
};

/**
 * What a publish would take and do to the tab; a tab that holds something of somebody else is told, not refused.
 *
 * @throws Failure, SheetError when Google cannot be asked.
 */
export async function estimateSheet(
  client: SheetsClient,
  { spreadsheetId, report, size }: EstimatePlace,
  signal: AbortSignal,
): Promise<Estimate> {
  const owner = { spreadsheetId, reportId: report?.id ?? randomUUID(), sheetId: report?.sheetId ?? null };
  const call = { signal, urgent: true };
  try {
    return estimate(await lookAt(client, { ...owner, title: size.title }, call), size);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'tab-occupied') throw error;
    const notice = { blocking: true, code: error.code, sentence: error.message };
    // what it would take in a tab of its own
    const title = randomUUID();
    const elsewhere = estimate(await lookAt(client, { ...owner, title }, call), { ...size, title });
    if (report?.takesOver) return { ...elsewhere, tab: 'ours' };
    return { ...elsewhere, tab: 'occupied', notices: [notice, ...elsewhere.notices] };
  }
}
