import type { Selectable } from 'kysely';
import type { Database } from './connection.ts';
import type { SpreadsheetRow } from './spreadsheets.ts';
import type { Tables } from './tables.ts';

export type ProofRow = Selectable<Tables['proofs']>;

/** Who proves what. `spreadsheetId` is our id. */
export type ProofKey = { spreadsheetId: string; subject: string };

/** Opens a challenge; an earlier one of this person and spreadsheet is void. A proof that holds keeps holding. */
export async function openChallenge(
  db: Database,
  key: ProofKey,
  challenge: { workspaceId: string; hash: Buffer; expiresAt: Date },
): Promise<void> {
  const open = { challenge_hash: challenge.hash, challenge_expires_at: challenge.expiresAt };
  await db
    .insertInto('proofs')
    .values({
      workspace_id: challenge.workspaceId,
      spreadsheet_id: key.spreadsheetId,
      subject: key.subject,
      proved_until: null,
      ...open,
    })
    .onConflict((conflict) => conflict.columns(['spreadsheet_id', 'subject']).doUpdateSet(open))
    .execute();
}

export async function findProof(db: Database, { spreadsheetId, subject }: ProofKey): Promise<ProofRow | undefined> {
  return await db
    .selectFrom('proofs')
    .selectAll()
    .where('spreadsheet_id', '=', spreadsheetId)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/**
 * Uses a challenge up.
 *
 * @returns false when it was used or replaced meanwhile.
 */
export async function answerChallenge(
  db: Database,
  { spreadsheetId, subject }: ProofKey,
  hash: Buffer,
  provedUntil: Date,
): Promise<boolean> {
  const answered = await db
    .updateTable('proofs')
    .set({ challenge_hash: null, challenge_expires_at: null, proved_until: provedUntil })
    .where('spreadsheet_id', '=', spreadsheetId)
    .where('subject', '=', subject)
    .where('challenge_hash', '=', hash)
    .returning('subject')
    .executeTakeFirst();
  return answered !== undefined;
}

export async function deleteProof(db: Database, { spreadsheetId, subject }: ProofKey): Promise<void> {
  await db.deleteFrom('proofs').where('spreadsheet_id', '=', spreadsheetId).where('subject', '=', subject).execute();
}

/** The spreadsheet, if this person has proved at most a day ago that they may edit it. */
export async function provedSpreadsheet(
  db: Database,
  { spreadsheetId, subject }: ProofKey,
  now: Date,
): Promise<SpreadsheetRow | undefined> {
  return await db
    .selectFrom('spreadsheets')
    .innerJoin('proofs', 'proofs.spreadsheet_id', 'spreadsheets.id')
    .selectAll('spreadsheets')
    .where('spreadsheets.id', '=', spreadsheetId)
    .where('spreadsheets.linked_at', 'is not', null)
    .where('proofs.subject', '=', subject)
    .where('proofs.proved_until', '>', now)
    .executeTakeFirst();
}
