/** Everybody who may ask something, in the order of the columns. */
export const ROLES = [
  'no token',
  'bad token',
  'stranger',
  'sheet editor',
  'editor who may only look',
  'member',
  'admin',
  'admin elsewhere',
  'removed member',
  'key: read',
  'key: refresh',
  'key: manage',
] as const;
export type Role = (typeof ROLES)[number];

/** What somebody gets: they are let through, or are refused with a status. */
export type Cell = 'yes' | '401' | '403' | '404';

const LETTERS: Readonly<Record<string, Cell>> = { y: 'yes', '1': '401', '3': '403', '4': '404' };

/**
 * What each kind of route answers each role, one letter a role in the order above: y = let through, 1 = 401, 3 = 403, 4 = 404.
 * Written by hand: this is the promise, the test finds out whether it is kept.
 */
const KINDS = {
  open: 'yyyyyyyyyyyy',
  'opened by a secret in a link': '444444444444',
  'signed in: look': '11yyyyyyyyyy',
  'signed in: do': '11yyyyyyy333',
  'signed in: what is meant for somebody else': '114444444333',
  'founds a team': '11yyy3yyy333',
  'own team: look': '11333yyy3yyy',
  'own team: change': '11333yyy333y',
  'own team: people only': '11333yyy3333',
  'own team: admins': '113333yy3333',
  'names things of the team in its body': '11333yy4333y',
  'report: look': '114yyyy44yyy',
  'report: refresh': '114y3yy443yy',
  'report: change': '11433yy4433y',
  'spreadsheet: prove': '114yyyy44333',
  'spreadsheet: change': '114yyyy4433y',
  'of the team: look': '11444yy44yyy',
  'of the team: change': '11444yy4433y',
  // a team one belongs to can be joined again: nothing happens
  'of the team: people only': '11444yy44333',
  'of the team: admins': '114443y44333',
  'report: look, own team': '11433yy44yyy',
  "somebody else's notices: look": '114444y44444',
  "somebody else's notices: change": '114444y44334',
  'own team: admins, about nobody': '113333443333',
} as const;
export type Kind = keyof typeof KINDS;

export function expectedOf(kind: Kind): Record<Role, Cell> {
  const letters = KINDS[kind];
  const cells = ROLES.map((role, at): [Role, Cell] => [role, LETTERS[letters[at] ?? ''] ?? '404']);
  return Object.assign(emptyRow(), Object.fromEntries(cells));
}

const emptyRow = (): Record<Role, Cell> => ({
  'no token': '401',
  'bad token': '401',
  stranger: '404',
  'sheet editor': '404',
  'editor who may only look': '404',
  member: '404',
  admin: '404',
  'admin elsewhere': '404',
  'removed member': '404',
  'key: read': '404',
  'key: refresh': '404',
  'key: manage': '404',
});
