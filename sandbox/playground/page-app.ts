import { Hono } from 'hono';
import type { Files } from '../google/files.ts';
import type { Changes } from './changes.ts';
import { refusalOf, refuseForeignOrigin } from './http.ts';
import { serveOutbox } from './outbox.ts';
import { servePage } from './page-files.ts';
import { serveEditing } from './routes/editing-routes.ts';
import { serveFiles } from './routes/file-routes.ts';
import { serveScripts } from './routes/script-routes.ts';
import { serveStage } from './routes/stage-routes.ts';
import { serveWorkbook } from './routes/workbook-routes.ts';
import type { Scripts } from './scripts.ts';
import type { ScriptTroubles } from './stage/addon-set.ts';
import type { Stage } from './stage/stage.ts';
import type { StartView } from './wire.ts';

/** What the page's server needs. */
export type PageParts = {
  files: Files;
  changes: Changes;
  scripts: Scripts;
  stage: Stage;
  troubles: ScriptTroubles;
  /** The demo spreadsheet; `renew` makes a blank one in its place. */
  demo: { id: () => string; renew: () => string };
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
  app.get('/playground/start', (context) => context.json(parts.start()));
  serveWorkbook(app, parts);
  serveEditing(app, parts);
  serveFiles(app, parts);
  serveScripts(app, parts);
  serveStage(app, parts);
  if (parts.outboxDir !== null) serveOutbox(app, parts.outboxDir);
  return app;
}
