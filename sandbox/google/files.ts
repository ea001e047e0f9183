import type { Actor } from './actor.ts';
import { forbidden, notFound } from './api-error.ts';
import type { SharingRules } from './sharing-rules.ts';
import type { Workbook } from './sheets/workbook.ts';

export type Role = 'owner' | 'writer' | 'commenter' | 'reader';

/** One line of a file's share dialog, in the shape of Drive v3. */
export type Permission = {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  readonly role: Role;
  /** Lower case; present for `user` and `group`. */
  readonly emailAddress?: string;
  /** Present for `domain`. */
  readonly domain?: string;
};

/** A spreadsheet as Drive sees it. `title` is the spreadsheet's own title: renaming either renames both. */
export type SandboxFile = {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly parents: readonly string[];
  readonly trashed: boolean;
  /** Milliseconds since 1970. */
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly permissions: readonly Permission[];
  /** The content; loaded from disk on first use. */
  readonly workbook: Workbook;
};

export type CreateOptions = { id?: string; parents?: readonly string[]; locale?: string; timeZone?: string };

/** What happened to a file; listeners read the new state through `get`. */
export type FileChange = { readonly fileId: string; readonly kind: 'content' | 'title' | 'permissions' | 'deleted' };

/** Every spreadsheet of the local Google. Synchronous; checks no permission except in `open`. */
export type Files = {
  create(owner: string, title: string, options?: CreateOptions): SandboxFile;
  /** Copies content, not permissions. Throws 404 (`ApiError`) for an unknown id. */
  copy(id: string, owner: string, title: string, options?: CreateOptions): SandboxFile;
  get(id: string): SandboxFile | undefined;
  /** Files the account owns or was given, trashed ones included, newest first. */
  list(email: string): readonly SandboxFile[];
  rename(id: string, title: string): void;
  setTrashed(id: string, trashed: boolean): void;
  setParents(id: string, parents: readonly string[]): void;
  /** Replaces the whole list; the owner's line must stay. */
  setPermissions(id: string, permissions: readonly Permission[]): void;
  delete(id: string): void;
  /** What the sharing of files is limited by, beside roles; `setPermissions` does not ask. */
  readonly sharing: SharingRules;
  /** The caller's best role, `undefined` without any access. */
  roleOf(id: string, email: string): Role | undefined;
  /** The workbook for reading or writing; throws 404 or 403 (`ApiError`) as the Sheets API does. */
  open(actor: Actor, id: string, need: 'read' | 'write'): Workbook;
  /** Called after every change that was made durable; returns the unsubscriber. Without `id`: all files. */
  onChange(id: string | undefined, listener: (change: FileChange) => void): () => void;
  /** Writes compact snapshots; the store stays usable. */
  flush(): void;
};

const rank: Readonly<Record<Role, number>> = { reader: 1, commenter: 2, writer: 3, owner: 4 };

/** The best role among the lines that name this account. */
export function bestRole(permissions: readonly Permission[], email: string): Role | undefined {
  const wanted = email.toLowerCase();
  const matching = permissions.filter(
    (line) =>
      line.type === 'anyone' ||
      line.emailAddress === wanted ||
      (line.type === 'domain' && line.domain !== undefined && wanted.endsWith(`@${line.domain}`)),
  );
  return matching.map((line) => line.role).toSorted((a, b) => rank[b] - rank[a])[0];
}

/** Throws what the Sheets API answers when `role` does not reach `need`. */
export function demandRole(role: Role | undefined, need: 'read' | 'write', exists: boolean): void {
  if (!exists) throw notFound();
  if (role === undefined) throw forbidden();
  if (need === 'write' && rank[role] < rank.writer) throw forbidden();
}
