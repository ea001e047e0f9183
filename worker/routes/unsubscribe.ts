import { Hono, type Context } from 'hono';
import type { Database } from '../db/connection.ts';
import { findByUnsubscribe, updateNoticeTarget, type NoticeTargetRow } from '../db/notice-targets.ts';
import { recordDeed } from '../db/audit.ts';
import { escaped } from '../notices/mail.ts';
import { hashOfWord } from '../notices/target-secret.ts';
import type { AppEnv } from './route.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const STYLE = `body{margin:0 auto;max-width:30rem;padding:3rem 1.25rem;font:1rem/1.5 system-ui,sans-serif;color:#202124;background:#fff}
h1{font-size:1.25rem}button{font:inherit;padding:.6rem 1.1rem;border:0;border-radius:6px;background:#1a56a8;color:#fff}
@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#202124}}`;

function page(title: string, inside: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${inside}</body></html>`
  );
}

const GONE = page('This link does not work any more', '<p>The address was taken out of the list already.</p>');
const DONE = page(
  'No more messages',
  '<p>Nothing is sent to this address any more. To be told again, add it in the Willcall sidebar under Team &amp; sharing, Messages.</p>',
);

const question = (name: string) =>
  page(
    'No more messages from Willcall?',
    `<p>Messages to “${escaped(name)}” about reports that need attention then stop.</p>` +
      `<form method="post"><button>Stop them</button></form>`,
  );

async function found(db: Database, c: Context<AppEnv>): Promise<NoticeTargetRow | undefined> {
  const { id = '', word = '' } = c.req.param();
  return UUID.test(id) ? await findByUnsubscribe(db, id, hashOfWord(word)) : undefined;
}

async function unsubscribe(db: Database, row: NoticeTargetRow): Promise<void> {
  if (row.state === 'unsubscribed') return;
  await updateNoticeTarget(db, row, { state: 'unsubscribed' });
  await recordDeed(db, {
    workspaceId: row.workspace_id,
    actor: { kind: 'link', id: row.id, name: 'The link in a message' },
    action: 'notice.changed',
    object: { kind: 'notice-target', id: row.id },
    details: { deed: 'unsubscribed', kind: row.kind },
  });
}

/**
 * What the links in messages lead to; open to whoever has one. Looking changes nothing, because mail programs look at links by themselves;
 * a POST stops the messages, from the page or from the mail program itself (RFC 8058).
 */
export function unsubscribeRoutes(db: Database): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/unsubscribe/*', async (c, next) => {
    await next();
    c.header('Content-Security-Policy', POLICY);
    c.header('Cache-Control', 'no-store');
  });
  app.get('/unsubscribe/:id/:word', async (c) => {
    const row = await found(db, c);
    if (!row || row.kind !== 'email') return c.html(GONE, 404);
    return c.html(row.state === 'unsubscribed' ? DONE : question(row.name));
  });
  app.post('/unsubscribe/:id/:word', async (c) => {
    const row = await found(db, c);
    if (!row || row.kind !== 'email') return c.html(GONE, 404);
    await unsubscribe(db, row);
    return c.html(DONE);
  });
  return app;
}
