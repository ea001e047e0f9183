import { ProviderId } from '../../shared/catalogue.ts';
import { connectionsOf, type ConnectionRow } from '../db/connections.ts';
import type { Database } from '../db/connection.ts';
import { linkedSpreadsheets, type SpreadsheetRow } from '../db/spreadsheets.ts';
import type { FileSource, FileSpreadsheet } from './shape.ts';

/** What the ids of a workspace are called in a report file. */
export type Names = {
  readonly accounts: readonly ConnectionRow[];
  readonly spreadsheets: readonly SpreadsheetRow[];
};

export async function readNames(db: Database, workspaceId: string): Promise<Names> {
  return {
    accounts: await connectionsOf(db, workspaceId),
    spreadsheets: await linkedSpreadsheets(db, workspaceId),
  };
}

/** An account by its name and ticketing system, and by its id where there are two of the kind. */
export function accountName({ accounts }: Names, id: string): Pick<FileSource, 'account' | 'provider' | 'id'> {
  const row = accounts.find((one) => one.id === id);
  if (!row) return { account: id, id };
  const twins = accounts.filter(({ label, provider }) => label === row.label && provider === row.provider);
  return { account: row.label, provider: ProviderId.parse(row.provider), ...(twins.length > 1 && { id }) };
}

const listed = (names: readonly string[]) => names.map((one) => `"${one}"`).join(', ') || 'none yet';

type Found = { readonly id: string } | { readonly problem: string };

/** Our id of an account, or a sentence saying why it is not clear which is meant. */
export function findAccount({ accounts }: Names, { account, provider, id }: FileSource): Found {
  const fits = accounts.filter(
    (row) =>
      row.label === account &&
      (provider === undefined || row.provider === provider) &&
      (id === undefined || row.id === id),
  );
  const [only, ...more] = fits;
  if (only && more.length === 0) return { id: only.id };
  if (only) return { problem: `several ticketing accounts are called "${account}": add "provider", or rename one.` };
  const known = accounts.map(({ label, provider: of }) => `${label} (${of})`);
  const meant = [account, ...(provider === undefined ? [] : [`(${provider})`])].join(' ');
  return { problem: `there is no ticketing account ${listed([meant])} in this team. There are: ${listed(known)}.` };
}

/** A spreadsheet by its title and Google's id. */
export function spreadsheetName({ spreadsheets }: Names, id: string): FileSpreadsheet {
  const row = spreadsheets.find((one) => one.id === id);
  return { ...(row?.title != null && { title: row.title }), ...(row && { id: row.google_id }) };
}

/** Our id of a spreadsheet, or a sentence saying why it is not clear which is meant. */
export function findSpreadsheet({ spreadsheets }: Names, { title, id }: FileSpreadsheet): Found {
  if (id === undefined && title === undefined)
    return { problem: 'name the spreadsheet by "id" (from its address) or "title".' };
  const fits = spreadsheets.filter((row) => (id === undefined ? row.title === title : row.google_id === id));
  const [only, ...more] = fits;
  if (only && more.length === 0) return { id: only.id };
  if (only) return { problem: `several spreadsheets are called "${title}": add the "id" from its address.` };
  const what = id === undefined ? `"${title}"` : `with the id "${id}"`;
  return { problem: `this team has linked no spreadsheet ${what}. Open it, open Willcall in it and link it first.` };
}
