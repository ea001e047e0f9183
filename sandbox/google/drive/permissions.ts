import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import type { Permission, Role, SandboxFile } from '../files.ts';
import { demandScope, driveScopes, openAsOwner, openFile, openForEdit, sharingForbidden } from './access.ts';
import { badBody, notAllowed, permissionNotFound } from './drive-error.ts';
import { permissionListShape, permissionShape } from './fields.ts';
import { answer, bodyOf, type DriveOptions, flag } from './request.ts';
import { permissionIdOf, permissionResource } from './resources.ts';

const roles = ['owner', 'writer', 'commenter', 'reader'] as const;
const rank: Readonly<Record<Role, number>> = { reader: 1, commenter: 2, writer: 3, owner: 4 };

const NewPermission = z.object({
  type: z.enum(['user', 'group', 'domain', 'anyone']),
  role: z.enum(roles),
  emailAddress: z.string().nullish(),
  domain: z.string().nullish(),
});

const ChangedPermission = z.object({ role: z.enum(roles) });

const unkept = ['expirationTime', 'view', 'pendingOwner'];
const onePermission = 'kind,id,type,role';
const manyPermissions = `kind,nextPageToken,permissions(${onePermission})`;

function permissionOf({ type, role, emailAddress, domain }: z.infer<typeof NewPermission>): Permission {
  if (type === 'anyone') return { id: permissionIdOf(type, ''), type, role };
  const who = (type === 'domain' ? domain : emailAddress)?.toLowerCase() ?? '';
  const isNamed = type === 'domain' ? /^[^@\s]+\.[^@\s]+$/.test(who) : /^[^@\s]+@[^@\s]+$/.test(who);
  if (!isNamed) {
    const field = type === 'domain' ? 'domain' : 'emailAddress';
    throw badBody(`The specified ${field} is invalid or not applicable for the given permission type.`, 'invalid');
  }
  return {
    id: permissionIdOf(type, who),
    type,
    role,
    ...(type === 'domain' ? { domain: who } : { emailAddress: who }),
  };
}

/** Makes somebody the owner; the one before becomes an editor. */
function handedOver(permissions: readonly Permission[], next: Permission): Permission[] {
  const others = permissions.filter(({ id }) => id !== next.id);
  return [...others.map((line) => (line.role === 'owner' ? { ...line, role: 'writer' as const } : line)), next];
}

function demandTransfer(
  c: Context,
  options: DriveOptions,
  actor: Actor,
  file: SandboxFile,
  type: Permission['type'],
): void {
  if (flag(c, 'transferOwnership') !== true) {
    throw sharingForbidden(
      "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
      'transferOwnership',
    );
  }
  if (type !== 'user') throw badBody('The owner of a file must be a user.', 'invalidSharingRequest');
  openAsOwner(options.files, actor, file.id);
}

/** The reasons are assumed: Drive's reference does not tell them apart. */
function refuseByRule({ files }: DriveOptions, file: SandboxFile, role: Role, { emailAddress }: Permission): void {
  const rule = emailAddress === undefined ? null : files.sharing.refusalOf(file, role, emailAddress);
  if (rule === 'owners-only') throw notAllowed();
  if (rule === 'domain') throw sharingForbidden('Sharing outside of this organization is not allowed by its policy.');
}

async function create(c: Context, options: DriveOptions, actor: Actor, fileId: string): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DrivePermissions.Create');
  const { file, role } = openForEdit(options.files, actor, fileId);
  const permission = permissionOf(await bodyOf(c, NewPermission, unkept));
  flag(c, 'sendNotificationEmail');
  if (permission.role === 'owner') {
    demandTransfer(c, options, actor, file, permission.type);
    options.files.setPermissions(fileId, handedOver(file.permissions, permission));
    return answer(c, permissionResource(permission), permissionShape, onePermission);
  }
  refuseByRule(options, file, role, permission);
  const present = file.permissions.find(({ id }) => id === permission.id);
  const kept = present && rank[present.role] >= rank[permission.role] ? present : permission;
  const others = file.permissions.filter(({ id }) => id !== permission.id);
  if (kept !== present) options.files.setPermissions(fileId, [...others, kept]);
  return answer(c, permissionResource(kept), permissionShape, onePermission);
}

function list(c: Context, { files }: DriveOptions, actor: Actor, fileId: string): Response {
  demandScope(actor, driveScopes.look, 'DrivePermissions.List');
  const { file } = openForEdit(files, actor, fileId);
  const body = { kind: 'drive#permissionList', permissions: file.permissions.map(permissionResource) };
  return answer(c, body, permissionListShape, manyPermissions);
}

function find(file: SandboxFile, id: string): Permission {
  const permission = file.permissions.find((line) => line.id === id);
  if (!permission) throw permissionNotFound(id);
  return permission;
}

function get(c: Context, { files }: DriveOptions, actor: Actor, fileId: string, id: string): Response {
  demandScope(actor, driveScopes.look, 'DrivePermissions.Get');
  const { file } = openForEdit(files, actor, fileId);
  return answer(c, permissionResource(find(file, id)), permissionShape, onePermission);
}

async function update(c: Context, options: DriveOptions, actor: Actor, fileId: string, id: string): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DrivePermissions.Update');
  const { file } = openForEdit(options.files, actor, fileId);
  const present = find(file, id);
  const { role } = await bodyOf(c, ChangedPermission, unkept);
  const changed = { ...present, role };
  if (role === 'owner') {
    demandTransfer(c, options, actor, file, present.type);
    options.files.setPermissions(fileId, handedOver(file.permissions, changed));
  } else {
    if (present.role === 'owner') throw notAllowed();
    options.files.setPermissions(
      fileId,
      file.permissions.map((line) => (line.id === id ? changed : line)),
    );
  }
  return answer(c, permissionResource(changed), permissionShape, onePermission);
}

function remove(c: Context, { files }: DriveOptions, actor: Actor, fileId: string, id: string): Response {
  demandScope(actor, driveScopes.write, 'DrivePermissions.Delete');
  const isOwn = id === permissionIdOf('user', actor.email);
  const { file } = isOwn ? openFile(files, actor, fileId) : openForEdit(files, actor, fileId);
  const permission = find(file, id);
  if (permission.role === 'owner') throw notAllowed();
  files.setPermissions(
    fileId,
    file.permissions.filter((line) => line !== permission),
  );
  return c.body(null, 204, { 'Content-Type': 'text/html' });
}

/** `/files/{id}/permissions`: create, list, get, update, delete. No mail is sent. */
export function permissionRoutes(options: DriveOptions): Hono {
  const caller = (c: Context) => options.actorOf(c.req.header('authorization'));
  const all = '/files/:fileId/permissions';
  const one = '/files/:fileId/permissions/:id';
  return new Hono()
    .post(all, (c) => create(c, options, caller(c), c.req.param('fileId')))
    .get(all, (c) => list(c, options, caller(c), c.req.param('fileId')))
    .get(one, (c) => get(c, options, caller(c), c.req.param('fileId'), c.req.param('id')))
    .patch(one, (c) => update(c, options, caller(c), c.req.param('fileId'), c.req.param('id')))
    .delete(one, (c) => remove(c, options, caller(c), c.req.param('fileId'), c.req.param('id')));
}
