import { subjectOf } from '../identity/id-token.ts';
import type { Permission, Role, SandboxFile } from '../files.ts';

/** The one type of files the local Drive keeps. */
export const spreadsheetType = 'application/vnd.google-apps.spreadsheet';

/** The folder "My Drive" of an account; `root` stands for it in requests. */
export function rootOf(email: string): string {
  return `0A${subjectOf(email).slice(0, 16)}PVA`;
}

/** The id of a permission: stable for a person, a group or a domain. */
export function permissionIdOf(type: Permission['type'], who: string): string {
  if (type === 'anyone') return 'anyoneWithLink';
  const digits = subjectOf(who).slice(1);
  return type === 'domain' ? `${digits}k` : digits;
}

function displayName(email: string): string {
  return email.split('@')[0] ?? email;
}

/** A permission as Drive prints it. */
export function permissionResource(permission: Permission): Record<string, unknown> {
  const { id, type, role, emailAddress, domain } = permission;
  const common = { kind: 'drive#permission', id, type, role };
  if (type === 'anyone') return { ...common, allowFileDiscovery: false };
  if (type === 'domain') return { ...common, domain, displayName: domain, allowFileDiscovery: false };
  const person = { ...common, emailAddress, displayName: displayName(emailAddress ?? '') };
  return { ...person, deleted: false, ...(type === 'user' ? { pendingOwner: false } : {}) };
}

/** A person as Drive prints it. */
export function userResource(email: string, viewer: string): Record<string, unknown> {
  return {
    kind: 'drive#user',
    displayName: displayName(email),
    me: email === viewer,
    permissionId: permissionIdOf('user', email),
    emailAddress: email,
  };
}

function capabilities(role: Role): Record<string, boolean> {
  const isEditor = role === 'writer' || role === 'owner';
  const isOwner = role === 'owner';
  return {
    canComment: role !== 'reader',
    canCopy: true,
    canDelete: isOwner,
    canDownload: true,
    canEdit: isEditor,
    canRename: isEditor,
    canShare: isEditor,
    canTrash: isOwner,
    canUntrash: isOwner,
  };
}

/** Everything Drive says about a file to somebody with this role; permissions are shown to editors only. */
export function fileResource(file: SandboxFile, viewer: string, role: Role): Record<string, unknown> {
  const isEditor = role === 'writer' || role === 'owner';
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.title,
    mimeType: spreadsheetType,
    starred: false,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    parents: file.parents,
    spaces: ['drive'],
    webViewLink: `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`,
    createdTime: new Date(file.createdTime).toISOString(),
    modifiedTime: new Date(file.modifiedTime).toISOString(),
    owners: [userResource(file.owner, viewer)],
    shared: file.permissions.length > 1,
    ownedByMe: file.owner === viewer,
    capabilities: capabilities(role),
    writersCanShare: true,
    ...(isEditor ? { permissions: file.permissions.map(permissionResource) } : {}),
    ...(isEditor ? { permissionIds: file.permissions.map(({ id }) => id) } : {}),
  };
}
