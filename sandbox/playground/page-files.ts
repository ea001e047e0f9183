import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { Refusal } from './access.ts';

const TYPES = { 'page.js': 'text/javascript', 'page.css': 'text/css' } as const;

/** Serves the built page; only it, its style, its script and the sidebar's origin may take part in it. */
export function servePage(app: Hono, folder: string, origins: () => { page: string; sidebar: string }): void {
  app.get('/', (context) => {
    const { page, sidebar } = origins();
    // Another name of this machine is another origin, which the sidebar would not talk to.
    if (new URL(context.req.url).origin !== page) return context.redirect(`${page}/`);
    const policy = `default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src ${sidebar}`;
    context.header('content-security-policy', `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
    return send(context, folder, 'index.html', 'text/html');
  });
  for (const [name, type] of Object.entries(TYPES)) {
    app.get(`/${name}`, (context) => send(context, folder, name, type));
  }
}

function send(context: Context, folder: string, name: string, type: string): Response {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Refusal(404, `The page is not built: ${name} is missing. Run "npm run build".`);
  context.header('cache-control', 'no-cache');
  return context.body(readFileSync(path), 200, { 'content-type': `${type}; charset=utf-8` });
}
