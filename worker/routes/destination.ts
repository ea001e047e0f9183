import type { Destination } from '../../shared/api.ts';
import type { SpreadsheetRow } from '../db/spreadsheets.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';

/** Line breaks and the like; Google refuses them in a tab name, or makes something else of them. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * Whether the caller may have a report write there.
 *
 * @throws Failure `invalid-request`, `spreadsheet-not-linked`, or `forbidden` when another workspace linked it
 */
export async function checkDestination(
  access: Access,
  caller: Caller,
  workspaceId: string,
  to: Destination | null,
): Promise<SpreadsheetRow | null> {
  if (to === null) return null;
  if (CONTROL.test(to.tab)) {
    throw new Failure('invalid-request', 'The field "destination.tab" is wrong: a tab name is one line of plain text.');
  }
  const spreadsheet = await access.requireProof(caller, to.spreadsheet);
  if (spreadsheet.workspace_id === workspaceId) return spreadsheet;
  throw new Failure(
    'forbidden',
    'Another team linked this spreadsheet first: only they can add reports to it. You can refresh those that are there.',
  );
}

/** As the database keeps it. */
export const storedDestination = (destination: Destination | null) => ({
  spreadsheet_id: destination?.spreadsheet ?? null,
  tab: destination?.tab ?? null,
});

/** Whether a report goes to another spreadsheet: what was published belongs to the one it went to, and there it begins anew. */
export function isElsewhere(before: Destination | null, after: Destination | null): boolean {
  return before?.spreadsheet !== after?.spreadsheet;
}

/**
 * What a change of destination changes in the database. With another title in the same spreadsheet it stays in its tab, which the next
 * publish renames: beginning anew there would part every row from what people wrote beside it.
 */
export function movedFrom(before: Destination | null, after: Destination | null) {
  const to = storedDestination(after);
  if (isElsewhere(before, after))
    return { ...to, sheet_id: null, generation: 0, published_at: null, hold: null, fingerprint: null };
  return before?.tab === after?.tab ? {} : to;
}
