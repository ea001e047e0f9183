import { type HttpBindings, serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { sheetContent } from './content.ts';
import { driveApp } from './drive/drive.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type FileStore } from './file-store.ts';
import type { Files } from './files.ts';
import { asBelieved, type Habits } from './habits.ts';
import { faultGate, faultRoutes } from './http/fault-gate.ts';
import { createQuota, noQuota, type Quota } from './http/quota.ts';
import { sheetsApp } from './http/sheets-app.ts';
import {
  createIdentity,
  type Identity,
  type IdTokenOverrides,
  type IdTokenUser,
  type ServiceAccountKey,
} from './identity.ts';

export type GoogleOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** Folder that keeps files, keys and accounts; in memory when absent. */
  dataDir?: string;
  /** `false` switches the 60 and 300 calls a minute off. */
  quota?: boolean;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** Behaviours that are to be other than believed. */
  habits?: Partial<Habits>;
};

/** The running local Google: token endpoint, certificates, Drive and Sheets on one origin. */
export type SandboxGoogle = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Bearer accepted by `/v4` and `/drive`: the writer with spreadsheets and drive scopes, long-lived. */
  readonly token: string;
  /** The writer's key file; `token_uri` points at this origin. */
  readonly writerKey: ServiceAccountKey;
  /** OAuth client id that ID tokens are issued for. */
  readonly audience: string;
  /** Accounts and tokens of other people than the writer. */
  readonly identity: Identity;
  idToken(user: IdTokenUser, overrides?: IdTokenOverrides): Promise<string>;
  readonly files: Files;
  readonly faults: Faults;
  close(): Promise<void>;
};

type Env = { Bindings: HttpBindings };

/** Drive v2 replaced the content of a file by PUT with `convert=true`; v3 does the same by PATCH. */
function asVersion3(request: Request): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace('/v2/', '/v3/');
  url.searchParams.delete('convert');
  return new Request(url, { method: 'PATCH', headers: request.headers, body: request.body, duplex: 'half' });
}

function appOf(identity: Identity, files: FileStore, faults: Faults, quota: Quota): Hono<Env> {
  const { actorOf } = identity;
  const app = new Hono<Env>();
  const sheets = sheetsApp({ files, actorOf, quota });
  const drive = driveApp({ files, actorOf, content: sheetContent(files) });
  app.use(faultGate(faults));
  app.route('/', faultRoutes(faults));
  app.all('/v4/*', (c) => sheets.fetch(c.req.raw));
  app.all('/drive/*', (c) => drive.fetch(c.req.raw));
  app.put('/upload/drive/v2/files/:id', (c) => drive.fetch(asVersion3(c.req.raw)));
  app.all('/upload/drive/*', (c) => drive.fetch(c.req.raw));
  app.route('/', identity.app);
  return app;
}

async function listen(app: Hono<Env>, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) =>
      resolve({ server, port: info.port }),
    );
    server.on('error', reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/** Starts the local Google on 127.0.0.1. `token`, `writerKey` and `audience` are stable across restarts on one `dataDir`. */
export async function startGoogle({
  port = 0,
  dataDir,
  quota = true,
  now = Date.now,
  habits = {},
}: GoogleOptions): Promise<SandboxGoogle> {
  let origin = '';
  const identity = createIdentity({ dataDir, now, origin: () => origin });
  const files = createFiles({ dataDir, now, habits: { ...asBelieved, ...habits } });
  const faults = createFaults();
  const app = appOf(identity, files, faults, quota ? createQuota(now) : noQuota);
  const { server, port: bound } = await listen(app, port);
  origin = `http://127.0.0.1:${bound}`;
  return {
    origin,
    token: identity.token,
    writerKey: identity.serviceAccountKey(),
    audience: identity.audience,
    identity,
    idToken: (user, overrides) => identity.idToken(user, overrides),
    files,
    faults,
    async close() {
      await closeServer(server);
      files.close();
    },
  };
}
