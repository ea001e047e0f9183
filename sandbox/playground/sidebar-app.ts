import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { sidebarShim } from './sidebar-shim.ts';

/** How many sidebars are kept; older ones were closed long ago. */
const KEPT = 50;

/**
 * Google serves its pages over https, where browsers load nothing active over http. Here the page comes over http, so the
 * same is said by a policy; the stand-ins of this machine are let in.
 * @see https://developers.google.com/apps-script/guides/html/restrictions
 */
const LOOPBACK = 'http://127.0.0.1:* http://localhost:*';
const OVER_HTTPS =
  `default-src https: data: blob: 'unsafe-inline' 'unsafe-eval' ${LOOPBACK}; ` +
  `img-src * data: blob:; media-src * data: blob:`;

/** The second origin, which serves what the add-on showed as a sidebar. */
export type SidebarApp = {
  app: Hono;
  /** Keeps a sidebar's HTML; returns its path. @param functions the names its google.script.run has. */
  keep(html: string, functions: readonly string[]): string;
};

/** @param editorOrigin the only page that may frame the sidebar and talk to it; asked when it is needed. */
export function createSidebarApp(editorOrigin: () => string): SidebarApp {
  const pages = new Map<string, { html: string; functions: readonly string[] }>();
  const app = new Hono();
  app.get('/sidebar/:id', (context) => {
    const page = pages.get(context.req.param('id'));
    if (page === undefined)
      return context.text('This sidebar was closed. Open it again from the Extensions menu.', 404);
    context.header('content-security-policy', `frame-ancestors ${editorOrigin()}; ${OVER_HTTPS}`);
    context.header('cache-control', 'no-store');
    return context.html(withShim(page.html, sidebarShim(editorOrigin(), page.functions)));
  });
  const keep = (html: string, functions: readonly string[]): string => {
    const id = randomUUID();
    pages.set(id, { html, functions });
    for (const old of pages.keys()) if (pages.size > KEPT) pages.delete(old);
    return `/sidebar/${id}`;
  };
  return { app, keep };
}

// The shim goes first inside the head, or first of all, so that the add-on's own scripts find google.script.
function withShim(html: string, shim: string): string {
  const script = `<script>${shim}</script>`;
  const head = /<head[^>]*>/i.exec(html);
  if (!head) return `${script}${html}`;
  const at = head.index + head[0].length;
  return `${html.slice(0, at)}${script}${html.slice(at)}`;
}
