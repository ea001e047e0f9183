import { scopes } from '../google/actor.ts';
import type { Files, Permission, Role, SandboxFile } from '../google/files.ts';
import type { Book } from '../google/sheets/book.ts';
import type { LinkRole, PersonView } from './wire.ts';

/** A refusal with its HTTP status and a sentence for the person in front of the page. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 404;

  constructor(status: 400 | 403 | 404, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** A spreadsheet somebody may read. */
export type Opened = { file: SandboxFile; role: Role; book: Book };

/** @throws Refusal 404 for no such spreadsheet, 403 when it is not shared with this person. */
export function openFor(files: Files, spreadsheetId: string, user: string): Opened {
  const file = files.get(spreadsheetId);
  if (!file) throw new Refusal(404, 'This spreadsheet does not exist. It may have been deleted.');
  const role = files.roleOf(spreadsheetId, user);
  if (!role) throw new Refusal(403, `This spreadsheet is not shared with ${user}. Ask its owner for access.`);
  return {
    file,
    role,
    book: files.open({ email: user, scopes: [scopes.spreadsheetsReadonly] }, spreadsheetId, 'read').book,
  };
}

/** The lines of the share dialog, the owner first. */
export function peopleOf(file: SandboxFile): PersonView[] {
  const people = file.permissions.flatMap(({ emailAddress, role }) =>
    emailAddress ? [{ email: emailAddress, role }] : [],
  );
  return people.toSorted((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'));
}

/** What anybody who has the link may do. */
export function linkRoleOf(file: SandboxFile): LinkRole {
  const role = file.permissions.find(({ type }) => type === 'anyone')?.role;
  if (role === undefined) return 'none';
  return role === 'writer' ? 'writer' : 'reader';
}

const REFUSALS = {
  'owners-only': 'Only the owner of this spreadsheet may share it: its sharing settings say so.',
  domain: 'This organisation does not allow sharing with people outside of it.',
} as const;

/**
 * Gives somebody a role or takes it away.
 * @throws Refusal 403 for people who may not share and where the organisation forbids it, 400 when the owner would lose
 *   the spreadsheet.
 */
export function share(files: Files, opened: Opened, email: string, role: 'writer' | 'reader' | 'none'): void {
  const { file } = opened;
  demandEditor(opened);
  if (email === file.owner) throw new Refusal(400, 'The owner keeps access to the spreadsheet.');
  const rule = role === 'none' ? null : files.sharing.refusalOf(file, opened.role, email);
  if (rule) throw new Refusal(403, REFUSALS[rule]);
  const others = file.permissions.filter((line) => line.emailAddress !== email);
  const line: Permission[] =
    role === 'none' ? [] : [{ id: `person-${email}`, type: 'user', role, emailAddress: email }];
  files.setPermissions(file.id, [...others, ...line]);
}

/** Says what the link alone lets anybody do. @throws Refusal 403 for people who may not share. */
export function shareByLink(files: Files, opened: Opened, role: LinkRole): void {
  demandEditor(opened);
  const { file } = opened;
  const anyone = 'anyone@elsewhere.invalid';
  const rule = role === 'none' ? null : files.sharing.refusalOf(file, opened.role, anyone);
  if (rule) throw new Refusal(403, REFUSALS[rule]);
  const others = file.permissions.filter(({ type }) => type !== 'anyone');
  const line: Permission[] = role === 'none' ? [] : [{ id: 'anyoneWithLink', type: 'anyone', role }];
  files.setPermissions(file.id, [...others, ...line]);
}

function demandEditor({ role }: Opened): void {
  if (role === 'owner' || role === 'writer') return;
  throw new Refusal(403, 'Only people who may edit this spreadsheet can share it.');
}
