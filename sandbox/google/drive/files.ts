import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { unsupported } from '../api-error.ts';
import type { SandboxFile } from '../files.ts';
import { demandScope, driveScopes, isWithinScope, openAsOwner, openFile, openForEdit } from './access.ts';
import { badParameter, DriveError } from './drive-error.ts';
import { fileListShape, fileShape } from './fields.ts';
import { parseQuery } from './query.ts';
import { answer, bodyOf, type DriveOptions } from './request.ts';
import { fileResource, rootOf, spreadsheetType } from './resources.ts';

const FileBody = z.object({
  name: z.string().nullish(),
  mimeType: z.string().nullish(),
  parents: z.array(z.string()).nullish(),
  trashed: z.boolean().nullish(),
});

/** Fields of a file that can be written at Google and are not kept here. */
const unkept = `id description starred properties appProperties folderColorRgb createdTime modifiedTime viewedByMeTime
  writersCanShare viewersCanCopyContent copyRequiresWriterPermission contentHints contentRestrictions originalFilename
  shortcutDetails driveId teamDriveId`.split(/\s+/);

const oneFile = 'kind,id,name,mimeType';
const manyFiles = `kind,nextPageToken,incompleteSearch,files(${oneFile})`;

function parentsIn(parents: readonly string[] | null | undefined, email: string): string[] {
  const given = parents && parents.length > 0 ? parents : ['root'];
  return given.map((parent) => (parent === 'root' ? rootOf(email) : parent));
}

function demandSpreadsheet(mimeType: string | null | undefined): void {
  if (mimeType !== spreadsheetType) throw unsupported(`A file of the type ${mimeType ?? 'application/octet-stream'}`);
}

async function createFile(c: Context, { files }: DriveOptions, actor: Actor): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DriveFiles.Create');
  const body = await bodyOf(c, FileBody, unkept);
  demandSpreadsheet(body.mimeType);
  const parents = parentsIn(body.parents, actor.email);
  const file = files.create(actor.email, body.name ?? 'Untitled', { parents });
  return answer(c, fileResource(file, actor.email, 'owner'), fileShape, oneFile);
}

async function copyFile(c: Context, { files }: DriveOptions, actor: Actor, id: string): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DriveFiles.Copy');
  const { file } = openFile(files, actor, id);
  const body = await bodyOf(c, FileBody, unkept);
  demandSpreadsheet(body.mimeType ?? spreadsheetType);
  const parents = body.parents ? parentsIn(body.parents, actor.email) : file.parents;
  const copy = files.copy(id, actor.email, body.name ?? `Copy of ${file.title}`, { parents });
  return answer(c, fileResource(copy, actor.email, 'owner'), fileShape, oneFile);
}

function getFile(c: Context, { files }: DriveOptions, actor: Actor, id: string): Response {
  demandScope(actor, driveScopes.look, 'DriveFiles.Get');
  const { file, role } = openFile(files, actor, id);
  if (c.req.query('alt') === 'media') {
    throw new DriveError(403, {
      message: 'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
      domain: 'global',
      reason: 'fileNotDownloadable',
      location: 'alt',
      locationType: 'parameter',
    });
  }
  return answer(c, fileResource(file, actor.email, role), fileShape, oneFile);
}

function movedParents(c: Context, file: SandboxFile, email: string): readonly string[] {
  const listed = (name: string) => parentsIn((c.req.query(name) ?? '').split(',').filter(Boolean), email);
  const removed = c.req.query('removeParents') === undefined ? [] : listed('removeParents');
  const added = c.req.query('addParents') === undefined ? [] : listed('addParents');
  return [...new Set([...file.parents.filter((parent) => !removed.includes(parent)), ...added])];
}

async function updateFile(c: Context, { files }: DriveOptions, actor: Actor, id: string): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DriveFiles.Update');
  const { file } = openForEdit(files, actor, id);
  const body = await bodyOf(c, FileBody, unkept);
  if (body.parents) throw new DriveError(403, parentsNotWritable);
  demandSpreadsheet(body.mimeType ?? spreadsheetType);
  if (typeof body.trashed === 'boolean' && body.trashed !== file.trashed) {
    openAsOwner(files, actor, id);
    files.setTrashed(id, body.trashed);
  }
  if (typeof body.name === 'string' && body.name !== file.title) files.rename(id, body.name);
  const parents = movedParents(c, file, actor.email);
  if (parents.join() !== file.parents.join()) files.setParents(id, parents);
  const { file: changed, role } = openFile(files, actor, id);
  return answer(c, fileResource(changed, actor.email, role), fileShape, oneFile);
}

const parentsNotWritable = {
  message:
    'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
  domain: 'global',
  reason: 'fieldNotWritable',
};

function deleteFile(c: Context, { files }: DriveOptions, actor: Actor, id: string): Response {
  demandScope(actor, driveScopes.write, 'DriveFiles.Delete');
  openAsOwner(files, actor, id);
  files.delete(id);
  return c.body(null, 204, { 'Content-Type': 'text/html' });
}

const orders: Readonly<Record<string, (file: SandboxFile) => string | number>> = {
  name: (file) => file.title.toLowerCase(),
  name_natural: (file) => file.title.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, '0')),
  createdTime: (file) => file.createdTime,
  modifiedTime: (file) => file.modifiedTime,
  recency: (file) => -file.modifiedTime,
  folder: () => 0,
};
const otherOrders = ['modifiedByMeTime', 'quotaBytesUsed', 'sharedWithMeTime', 'starred', 'viewedByMeTime'];

function orderedBy(text: string, files: readonly SandboxFile[]): readonly SandboxFile[] {
  const keys = text.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(/\s+/);
    if (otherOrders.includes(name)) throw unsupported(`Ordering files by ${name}`);
    const key = orders[name];
    if (!key || !['asc', 'desc'].includes(direction)) throw badParameter('orderBy');
    return { key, sign: direction === 'desc' ? -1 : 1 };
  });
  return files.toSorted((a, b) => {
    for (const { key, sign } of keys) {
      if (key(a) !== key(b)) return key(a) < key(b) ? -sign : sign;
    }
    return 0;
  });
}

function pageSizeOf(c: Context): number {
  const text = c.req.query('pageSize') ?? '100';
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  throw badParameter(
    'pageSize',
    `Invalid value '${text}'. Values must be within the range: [1, 1000]`,
    'invalidParameter',
  );
}

function offsetOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const offset = /^~!!~from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw badParameter('pageToken');
  return Number(offset);
}

function demandCorpus(c: Context): void {
  const corpora = c.req.query('corpora') ?? 'user';
  const spaces = c.req.query('spaces') ?? 'drive';
  if (!['user', 'allDrives'].includes(corpora)) throw unsupported(`The corpus ${corpora}`);
  if (spaces !== 'drive') throw unsupported(`The space ${spaces}`);
}

function listFiles(c: Context, { files }: DriveOptions, actor: Actor): Response {
  demandScope(actor, driveScopes.look, 'DriveFiles.List');
  demandCorpus(c);
  const test = parseQuery((c.req.query('q') ?? '').replaceAll(/(['"])root\1/g, `'${rootOf(actor.email)}'`));
  const found = files.list(actor.email).filter((file) => isWithinScope(actor, file) && test(file, actor.email));
  const orderBy = c.req.query('orderBy');
  const ordered = orderBy === undefined || orderBy === '' ? found : orderedBy(orderBy, found);
  const [from, size] = [offsetOf(c.req.query('pageToken')), pageSizeOf(c)];
  const page = ordered.slice(from, from + size);
  const next = Buffer.from(`~!!~from:${from + size}`).toString('base64url');
  const body = {
    ...(from + size < ordered.length ? { nextPageToken: next } : {}),
    kind: 'drive#fileList',
    incompleteSearch: false,
    files: page.map((file) => fileResource(file, actor.email, files.roleOf(file.id, actor.email) ?? 'reader')),
  };
  return answer(c, body, fileListShape, manyFiles);
}

/** `/files`: create, list, get, update, copy, delete. */
export function fileRoutes(options: DriveOptions): Hono {
  const caller = (c: Context) => options.actorOf(c.req.header('authorization'));
  return new Hono()
    .post('/files', (c) => createFile(c, options, caller(c)))
    .get('/files', (c) => listFiles(c, options, caller(c)))
    .get('/files/:id', (c) => getFile(c, options, caller(c), c.req.param('id')))
    .patch('/files/:id', (c) => updateFile(c, options, caller(c), c.req.param('id')))
    .delete('/files/:id', (c) => deleteFile(c, options, caller(c), c.req.param('id')))
    .post('/files/:id/copy', (c) => copyFile(c, options, caller(c), c.req.param('id')));
}
