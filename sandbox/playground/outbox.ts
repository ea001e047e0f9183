import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { Refusal } from './access.ts';
import { readMail } from './mail-file.ts';

const FILE = /^[\w-]+\.eml$/;
const MOST = 100;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter);

const STYLE = `body{margin:0 auto;max-width:720px;padding:32px 16px;font:15px/1.5 system-ui,sans-serif;color:#202124}
h1{font-size:20px}a{color:#1a56a8}li{margin:0 0 12px}small{color:#5f6368}ul{padding:0;list-style:none}`;

function listPage(folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => FILE.test(file)) : [];
  const lines = files
    .toSorted()
    .toReversed()
    .slice(0, MOST)
    .map((file) => {
      const { subject, to, date } = readMail(readFileSync(join(folder, file), 'utf8'));
      return `<li><a href="/outbox/${file}">${escaped(subject)}</a><br><small>to ${escaped(to)}, ${escaped(date)}</small></li>`;
    });
  const list =
    lines.length > 0 ? `<ul>${lines.join('')}</ul>` : '<p>None yet. They come about a minute after what they tell.</p>';
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox</title>` +
    `<style>${STYLE}</style><h1>E-mails this rehearsal would have sent</h1>${list}`
  );
}

/** Shows the e-mails a rehearsal wrote into a folder. */
export function serveOutbox(app: Hono, folder: string): void {
  app.use('/outbox/*', async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
    context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  });
  app.get('/outbox', (context) => context.html(listPage(folder)));
  app.get('/outbox/:file', (context) => {
    const file = context.req.param('file');
    const path = join(folder, file);
    if (!FILE.test(file) || !existsSync(path)) throw new Refusal(404, 'There is no such e-mail.');
    return context.html(readMail(readFileSync(path, 'utf8')).html);
  });
}
