import type { ReportRow } from '../db/reports.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';

type Parts = { readonly deps: Pick<Deps, 'removeStatus'>; readonly access: Access };

/**
 * A list that is not kept up to date any more is not told of in its spreadsheet: as far as the caller has proved that spreadsheet. What
 * stays behind otherwise says of when it is.
 */
export async function leaveStatus(
  { deps, access }: Parts,
  caller: Caller,
  report: Pick<ReportRow, 'id' | 'spreadsheet_id' | 'generation'>,
): Promise<void> {
  if (report.spreadsheet_id === null || report.generation === 0) return;
  try {
    const { google_id: googleId } = await access.requireProof(caller, report.spreadsheet_id);
    deps.removeStatus(googleId, report.id);
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'spreadsheet-not-linked')) throw error;
  }
}
