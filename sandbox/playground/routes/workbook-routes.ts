import type { Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { linkRoleOf, openFor, peopleOf, Refusal, share, shareByLink } from '../access.ts';
import type { PageParts } from '../page-app.ts';
import { body, parse } from '../http.ts';
import { viewCells } from '../view/cells-view.ts';
import { filterValues } from '../view/filtered-rows.ts';
import { shownBlock } from '../view/shown-block.ts';
import { viewTab } from '../view/tab-view.ts';
import type { CellsView, WorkbookView } from '../wire.ts';
import { BlockQuery, CellsQuery, ColumnQuery, User, Viewer } from './viewer.ts';

/** How often an idle event stream says it is alive, in milliseconds. */
const HEARTBEAT_MS = 15_000;

const Sharing = Viewer.extend({ email: User, role: z.enum(['writer', 'reader', 'none']) });
const LinkSharing = Viewer.extend({ link: z.enum(['none', 'reader', 'writer']) });

/** Looking at a spreadsheet, and who else may. */
export function serveWorkbook(app: Hono, parts: PageParts): void {
  const { files } = parts;
  app.get('/playground/workbook', (context) => context.json(workbookView(parts, parse(Viewer, context.req.query()))));
  app.get('/playground/cells', (context) => context.json(cellsView(parts, parse(CellsQuery, context.req.query()))));
  app.get('/playground/text', (context) => {
    const query = parse(BlockQuery, context.req.query());
    const { book, tab } = tabFor(parts, query);
    return context.json({ text: shownBlock(book, tab, query) });
  });
  app.get('/playground/filter-values', (context) => {
    const query = parse(ColumnQuery, context.req.query());
    const { book, tab } = tabFor(parts, query);
    return context.json(filterValues(book, tab, query.column));
  });
  app.get('/playground/events', (context) => events(context, parts, parse(Viewer, context.req.query())));
  app.post('/playground/share', async (context) => {
    const { spreadsheetId, user, email, role } = await body(context, Sharing);
    share(files, openFor(files, spreadsheetId, user), email, role);
    return context.json({ done: true });
  });
  app.post('/playground/share-link', async (context) => {
    const { spreadsheetId, user, link } = await body(context, LinkSharing);
    shareByLink(files, openFor(files, spreadsheetId, user), link);
    return context.json({ done: true });
  });
}

function workbookView({ files, changes }: PageParts, { spreadsheetId, user }: Viewer): WorkbookView {
  const version = changes.version(spreadsheetId);
  const { file, role, book } = openFor(files, spreadsheetId, user);
  return {
    spreadsheetId,
    title: file.title,
    version,
    role,
    people: peopleOf(file),
    link: linkRoleOf(file),
    tabs: book.tabs.map((tab) => viewTab(book, tab)),
  };
}

function tabFor({ files }: PageParts, { spreadsheetId, user, sheetId }: Viewer & { sheetId: number }) {
  const { book } = openFor(files, spreadsheetId, user);
  const tab = book.find(sheetId);
  if (!tab) throw new Refusal(404, 'This tab was deleted.');
  return { book, tab };
}

function cellsView(parts: PageParts, query: z.infer<typeof CellsQuery>): CellsView {
  const { book, tab } = tabFor(parts, query);
  return viewCells(book, tab, query, parts.changes.version(query.spreadsheetId));
}

function events(context: Context, { changes, files }: PageParts, { spreadsheetId, user }: Viewer): Response {
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
