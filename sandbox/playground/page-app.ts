import { Hono, type Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Files } from '../google/files.ts';
import { openFor, peopleOf, Refusal, share } from './access.ts';
import type { Changes } from './changes.ts';
import { enter, insertColumn, sortSheet } from './editing.ts';
import { body, parse, refusalOf, refuseForeignOrigin } from './http.ts';
import { serveOutbox } from './outbox.ts';
import { servePage } from './page-files.ts';
import type { Scripts } from './scripts.ts';
import { viewCells } from './view/cells-view.ts';
import { viewTab } from './view/tab-view.ts';
import { CHUNK_COLUMNS, CHUNK_ROWS, type CellsView, type StartView, type WorkbookView } from './wire.ts';

/** How often an idle event stream says it is alive, in milliseconds. */
const HEARTBEAT_MS = 15_000;

const User = z.email().transform((email) => email.toLowerCase());
const Viewer = z.object({ spreadsheetId: z.string().min(1), user: User });
const Count = z.coerce.number().int().nonnegative();
const CellsQuery = Viewer.extend({
  sheetId: Count,
  row: Count,
  column: Count,
  rows: Count.max(CHUNK_ROWS),
  columns: Count.max(CHUNK_COLUMNS),
});
const Acting = Viewer.extend({ selection: z.object({ sheetId: z.number().int(), a1: z.string() }) });
const Choice = Acting.extend({ functionName: z.string() });
const Call = Acting.extend({ name: z.string(), args: z.array(z.unknown()) });
const Editing = Viewer.extend({ sheetId: Count, column: Count });
const Entry = Editing.extend({ row: Count, text: z.string() });
const Sorting = Editing.extend({ order: z.enum(['ASCENDING', 'DESCENDING']) });
const Sharing = Viewer.extend({ email: User, role: z.enum(['writer', 'reader', 'none']) });

/** What the page's server needs. */
export type PageParts = {
  files: Files;
  changes: Changes;
  scripts: Scripts;
  start: () => StartView;
  /** Origin of the page itself. */
  origin: () => string;
  /** Folder with index.html, page.css and page.js. */
  pageDir: string;
  /** Folder with the e-mails that were written instead of being sent. */
  outboxDir: string | null;
};

/** The origin of the page: the page itself and everything it asks for. */
export function createPageApp(parts: PageParts): Hono {
  const app = new Hono();
  app.use('/playground/*', async (context, next) => {
    refuseForeignOrigin(context, parts.origin());
    await next();
    context.header('cache-control', 'no-store');
  });
  app.onError((error, context) => {
    const { status, message } = refusalOf(error);
    return context.json({ error: message }, status);
  });
  app.notFound((context) => context.json({ error: 'There is nothing at this address.' }, 404));
  servePage(app, parts.pageDir, () => ({ page: parts.origin(), sidebar: parts.start().sidebarOrigin }));
  serveWorkbook(app, parts);
  serveEditing(app, parts);
  serveScripts(app, parts.scripts);
  if (parts.outboxDir !== null) serveOutbox(app, parts.outboxDir);
  return app;
}

function serveWorkbook(app: Hono, parts: PageParts): void {
  app.get('/playground/start', (context) => context.json(parts.start()));
  app.get('/playground/workbook', (context) => context.json(workbookView(parts, parse(Viewer, context.req.query()))));
  app.get('/playground/cells', (context) => context.json(cellsView(parts, parse(CellsQuery, context.req.query()))));
  app.get('/playground/events', (context) => events(context, parts, parse(Viewer, context.req.query())));
  app.post('/playground/share', async (context) => {
    const { spreadsheetId, user, email, role } = await body(context, Sharing);
    share(parts.files, openFor(parts.files, spreadsheetId, user), email, role);
    return context.json({ done: true });
  });
}

function serveEditing(app: Hono, { files }: PageParts): void {
  app.post('/playground/enter', async (context) => {
    enter(files, await body(context, Entry));
    return context.json({ done: true });
  });
  app.post('/playground/insert-column', async (context) => {
    insertColumn(files, await body(context, Editing));
    return context.json({ done: true });
  });
  app.post('/playground/sort', async (context) => {
    sortSheet(files, await body(context, Sorting));
    return context.json({ done: true });
  });
}

function serveScripts(app: Hono, scripts: Scripts): void {
  app.post('/playground/menu', async (context) => context.json(await scripts.open(await body(context, Acting))));
  app.post('/playground/choose', async (context) => {
    const { functionName, ...runner } = await body(context, Choice);
    return context.json(await scripts.choose(runner, functionName));
  });
  app.post('/playground/run', async (context) => {
    const { name, args, ...runner } = await body(context, Call);
    return context.json(await scripts.run(runner, name, args));
  });
}

type Viewing = z.infer<typeof Viewer>;

function workbookView({ files, changes }: PageParts, { spreadsheetId, user }: Viewing): WorkbookView {
  const version = changes.version(spreadsheetId);
  const { file, role, book } = openFor(files, spreadsheetId, user);
  return { spreadsheetId, title: file.title, version, role, people: peopleOf(file), tabs: book.tabs.map(viewTab) };
}

function cellsView({ files, changes }: PageParts, query: z.infer<typeof CellsQuery>): CellsView {
  const { book } = openFor(files, query.spreadsheetId, query.user);
  const tab = book.find(query.sheetId);
  if (!tab) throw new Refusal(404, 'This tab was deleted.');
  return viewCells(book, tab, query, changes.version(query.spreadsheetId));
}

function events(context: Context, { changes, files }: PageParts, { spreadsheetId, user }: Viewing): Response {
  openFor(files, spreadsheetId, user);
  return streamSSE(context, async (stream) => {
    const send = (event: string): void => void stream.writeSSE({ event, data: String(changes.version(spreadsheetId)) });
    const end = changes.listen(spreadsheetId, () => send('change'));
    const heartbeat = setInterval(() => send('alive'), HEARTBEAT_MS);
    // A change between reading the spreadsheet and listening would otherwise be missed.
    send('change');
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(heartbeat);
    end();
  });
}
