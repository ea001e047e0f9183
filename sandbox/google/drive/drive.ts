import { type Context, Hono } from 'hono';
import { ApiError, unsupported } from '../api-error.ts';
import { demandScope, driveScopes, openFile } from './access.ts';
import { exportRoutes, uploadRoutes } from './content.ts';
import { badParameter, DriveError } from './drive-error.ts';
import { aboutShape, commentListShape } from './fields.ts';
import { fileRoutes } from './files.ts';
import { permissionRoutes } from './permissions.ts';
import { answer, type DriveOptions, printed } from './request.ts';
import { userResource } from './resources.ts';

export type { DriveOptions } from './request.ts';

function demandFields(c: Context): void {
  if (c.req.query('fields') !== undefined) return;
  throw badParameter('fields', "The 'fields' parameter is required for this method.", 'required');
}

function about(c: Context, { actorOf }: DriveOptions): Response {
  const actor = actorOf(c.req.header('authorization'));
  demandScope(actor, driveScopes.look, 'DriveAbout.Get');
  demandFields(c);
  const usage = { limit: '16106127360', usage: '0', usageInDrive: '0', usageInDriveTrash: '0' };
  const body = { kind: 'drive#about', user: userResource(actor.email, actor.email), storageQuota: usage };
  return answer(c, body, aboutShape, '*');
}

/** The local Drive keeps no comments, so there are none to list. */
function comments(c: Context, { files, actorOf }: DriveOptions, fileId: string): Response {
  const actor = actorOf(c.req.header('authorization'));
  demandScope(actor, driveScopes.look, 'DriveComments.List');
  demandFields(c);
  openFile(files, actor, fileId);
  return answer(c, { kind: 'drive#commentList', comments: [] }, commentListShape, '*');
}

function refuse(c: Context, { actorOf }: DriveOptions): never {
  actorOf(c.req.header('authorization'));
  throw unsupported(`${c.req.method} ${c.req.path}`);
}

function onError(error: Error, c: Context): Response {
  if (error instanceof DriveError || error instanceof ApiError) return printed(c, error.body(), error.code);
  throw error;
}

/**
 * The slice of Drive v3 the local Google has: spreadsheets, their permissions, export as text. Serves `/drive/v3/...` and
 * `/upload/drive/v3/...`; what else Drive knows is answered 501. Unknown query parameters and body fields are ignored,
 * as Drive itself does.
 */
export function driveApp(options: DriveOptions): Hono {
  const v3 = new Hono()
    .get('/about', (c) => about(c, options))
    .get('/files/:id/comments', (c) => comments(c, options, c.req.param('id')))
    .get('/files/generateIds', (c) => refuse(c, options))
    .delete('/files/trash', (c) => refuse(c, options))
    .route('/', exportRoutes(options))
    .route('/', permissionRoutes(options))
    .route('/', fileRoutes(options));
  // google-spreadsheet sends a slash after the id.
  const app = new Hono({ strict: false }).route('/drive/v3', v3).route('/upload/drive/v3', uploadRoutes(options));
  for (const path of ['/drive/*', '/upload/*']) app.all(path, (c) => refuse(c, options));
  app.onError(onError);
  return app;
}
