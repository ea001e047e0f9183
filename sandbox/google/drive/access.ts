import { type Actor, holdsScope, scopes } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import type { Files, Role, SandboxFile } from '../files.ts';
import { DriveError, fileNotFound, notAllowed } from './drive-error.ts';

const prefix = 'https://www.googleapis.com/auth/drive';
const metadataScopes = [`${prefix}.metadata`, `${prefix}.metadata.readonly`, `${prefix}.photos.readonly`];

/** Scopes that let a caller look, read contents, and change. */
export const driveScopes = {
  look: [scopes.drive, scopes.driveFile, scopes.driveReadonly, ...metadataScopes],
  read: [scopes.drive, scopes.driveFile, scopes.driveReadonly],
  write: [scopes.drive, scopes.driveFile],
} as const;

/** Throws Google's 403 for a token without any of the scopes. `method` such as `DriveFiles.List`. */
export function demandScope(actor: Actor, wanted: readonly string[], method: string): void {
  if (holdsScope(actor, wanted)) return;
  throw new ApiError(
    403,
    'Request had insufficient authentication scopes.',
    [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: 'drive.googleapis.com', method: `google.apps.drive.v3.${method}` },
      },
    ],
    [{ message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' }],
  );
}

/**
 * Whether the token reaches the file at all. `drive.file` covers what the application itself made; here that is what its
 * account owns.
 */
export function isWithinScope(actor: Actor, file: SandboxFile): boolean {
  const onlyOwn = holdsScope(actor, [scopes.driveFile]) && !holdsScope(actor, [scopes.drive, scopes.driveReadonly]);
  return !onlyOwn || file.owner === actor.email;
}

/** A file and what the caller may do with it. */
export type Opened = { file: SandboxFile; role: Role };

/** The file as the caller sees it. Throws 404 when it does not exist or is not shared with them. */
export function openFile(files: Files, actor: Actor, id: string): Opened {
  const file = files.get(id);
  const role = file && files.roleOf(id, actor.email);
  if (!file || role === undefined || !isWithinScope(actor, file)) throw fileNotFound(id);
  return { file, role };
}

/** The file, for a change only editors may make. Throws 404 or 403. */
export function openForEdit(files: Files, actor: Actor, id: string): Opened {
  const opened = openFile(files, actor, id);
  if (opened.role !== 'owner' && opened.role !== 'writer') throw notAllowed();
  return opened;
}

/** The file, for a change only its owner may make. Throws 404 or 403. */
export function openAsOwner(files: Files, actor: Actor, id: string): Opened {
  const opened = openFile(files, actor, id);
  if (opened.role !== 'owner') throw notAllowed();
  return opened;
}

/** 403 in the classic envelope for sharing that Drive forbids. */
export function sharingForbidden(message: string, location?: string): DriveError {
  const place = location === undefined ? {} : { location, locationType: 'parameter' as const };
  return new DriveError(403, { message, domain: 'global', reason: 'forbidden', ...place });
}
