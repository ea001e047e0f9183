import { dirname, join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { SandboxGoogle } from '../google/google.ts';
import { createAddonFiles } from './addon-files.ts';
import { watchChanges } from './changes.ts';
import { demoSpreadsheet, freshDemo, USERS } from './demo.ts';
import { createPageApp } from './page-app.ts';
import { createScripts } from './scripts.ts';
import { createSidebarApp } from './sidebar-app.ts';
import { addonSet, type WorkerGate } from './stage/addon-set.ts';
import { sharingSet } from './stage/sharing-set.ts';
import { createStage, type StageSet } from './stage/stage.ts';
import type { Hint } from './wire.ts';

export type PlaygroundOptions = {
  google: Pick<SandboxGoogle, 'files' | 'idToken'>;
  /** Address of the worker, given to the add-on as the script property WORKER_URL. */
  workerUrl: string;
  /** Folder of the built add-on: Code.js, Sidebar.html, appsscript.json. */
  addonDir: string;
  /** Folder of the built page: index.html, page.css, page.js; beside the add-on's folder when absent. */
  pageDir?: string;
  /** What to type where the add-on asks for an account; shown by the page. */
  hints?: readonly Hint[];
  /** What can be made to go wrong, beside what the playground does itself. */
  stage?: readonly StageSet[];
  /** The way from the sidebar to the worker, which can be cut. */
  gate?: WorkerGate;
  /** Folder with the e-mails a rehearsal writes; shown by the page. */
  outboxDir?: string;
  /** Folder that remembers which spreadsheet is the demo one. */
  dataDir?: string;
  /** 0 or absent: any free port. The next free one when it is taken. */
  port?: number;
  /** Port of the sidebar's origin, with the same rules. */
  sidebarPort?: number;
};

export type Playground = {
  /** Address of the page. */
  url: string;
  /** Origin the sidebar is served from. */
  sidebarOrigin: string;
  /** The demo spreadsheet. */
  spreadsheetId: string;
  close(): Promise<void>;
};

/**
 * Starts the page with a workbook on the left and the add-on on the right, on two ports of 127.0.0.1.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { files } = options.google;
  const origins = { page: '', sidebar: '' };
  const sidebars = createSidebarApp(() => origins.page);
  const changes = watchChanges(files);
  const properties = new Map([['WORKER_URL', options.workerUrl]]);
  const project = createAddonFiles(options.addonDir);
  const troubles = addonSet(options.gate);
  let spreadsheetId = demoSpreadsheet(files, options.dataDir);
  const pageApp = createPageApp({
    files,
    changes,
    scripts: createScripts({ google: options.google, project, sidebars, properties }),
    stage: createStage([...(options.stage ?? []), sharingSet(files), troubles]),
    troubles,
    demo: { id: () => spreadsheetId, renew: () => (spreadsheetId = freshDemo(files, options.dataDir)) },
    start: () => ({
      spreadsheetId,
      sidebarOrigin: origins.sidebar,
      users: USERS,
      hints: options.hints ?? [],
      hasOutbox: options.outboxDir !== undefined,
    }),
    outboxDir: options.outboxDir ?? null,
    origin: () => origins.page,
    pageDir: options.pageDir ?? join(dirname(options.addonDir), 'playground'),
  });
  const [page, sidebar] = await listenBoth([pageApp, options.port ?? 0], [sidebars.app, options.sidebarPort ?? 0]);
  origins.page = page.origin;
  origins.sidebar = sidebar.origin;
  const close = async (): Promise<void> => {
    changes.close();
    await Promise.all([page.close(), sidebar.close()]);
  };
  return { url: `${page.origin}/`, sidebarOrigin: sidebar.origin, spreadsheetId, close };
}

type Listening = { origin: string; close: () => Promise<void> };

/** How many neighbours of a taken port are tried. */
const NEIGHBOURS = 20;

async function listenBoth(first: [Hono, number], second: [Hono, number]): Promise<[Listening, Listening]> {
  const page = await listenNear(...first);
  try {
    return [page, await listenNear(...second)];
  } catch (error) {
    await page.close();
    throw error;
  }
}

async function listenNear(app: Hono, port: number, tries = NEIGHBOURS): Promise<Listening> {
  try {
    return await listen(app, port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || tries === 0) throw error;
    return listenNear(app, port + 1, tries - 1);
  }
}

function listen(app: Hono, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (address) => {
      resolve({ origin: `http://127.0.0.1:${address.port}`, close: () => closed(server) });
    });
    server.once('error', reject);
  });
}

// Event streams stay open for as long as somebody looks, so they are cut.
function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
