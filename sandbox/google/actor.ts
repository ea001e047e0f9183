/** Who is calling: the account behind a bearer token, or the signed-in person when Apps Script calls the engine. */
export type Actor = {
  /** Lower case e-mail of the account. */
  readonly email: string;
  /** OAuth scopes as full addresses, e.g. `https://www.googleapis.com/auth/spreadsheets`. */
  readonly scopes: readonly string[];
  /** Number of the Cloud project whose quota is charged; one default project when absent. */
  readonly project?: string;
};

const PREFIX = 'https://www.googleapis.com/auth/';

/** Addresses of the scopes the local Google knows. */
export const scopes = {
  spreadsheets: `${PREFIX}spreadsheets`,
  spreadsheetsReadonly: `${PREFIX}spreadsheets.readonly`,
  drive: `${PREFIX}drive`,
  driveFile: `${PREFIX}drive.file`,
  driveReadonly: `${PREFIX}drive.readonly`,
} as const;

/** True when the actor holds at least one of the wanted scopes. */
export function holdsScope(actor: Actor, wanted: readonly string[]): boolean {
  return wanted.some((scope) => actor.scopes.includes(scope));
}
