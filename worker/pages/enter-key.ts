import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../db/package-root.ts';

const fileOf = (name: string) => readFileSync(join(packageRoot(), 'worker', 'pages', 'enter-key', name), 'utf8');

/** Of what stands between the tags, as browsers take it. */
function hashIn(html: string, tag: string): string {
  const text = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * The page on which the owner of a key enters it. `policy` lets its own style and script through and calls to this worker; nothing
 * from elsewhere, no form that is sent by the browser, no frame around it.
 */
export function keyPage(): { html: string; policy: string } {
  const html = fileOf('page.html')
    .replace('/*style*/', () => fileOf('page.css'))
    .replace('/*script*/', () => fileOf('page.js'));
  const policy = [
    `default-src 'none'`,
    `style-src ${hashIn(html, 'style')}`,
    `script-src ${hashIn(html, 'script')}`,
    `connect-src 'self'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');
  return { html, policy };
}
