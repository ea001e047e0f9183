import type { Files } from '../google/files.ts';

/** Accounts of the rehearsal; nobody is behind them. The first one owns the demo spreadsheet. */
export const USERS = ['owner@example.org', 'colleague@example.org', 'stranger@example.net'] as const;

const TITLE = 'Spring gala – guest list';

/** The demo spreadsheet: found by owner and title, made on the first start and shared with the colleague. */
export function demoSpreadsheet(files: Files): string {
  const [owner, colleague] = USERS;
  const known = files.list(owner).find((file) => file.title === TITLE && file.owner === owner && !file.trashed);
  if (known) return known.id;
  const made = files.create(owner, TITLE, { locale: 'en_GB', timeZone: 'Europe/Amsterdam' });
  files.setPermissions(made.id, [
    ...made.permissions,
    { id: 'colleague', type: 'user', role: 'writer', emailAddress: colleague },
  ]);
  return made.id;
}
