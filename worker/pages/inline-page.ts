import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../db/package-root.ts';

/** Of what stands between the tags, as browsers take it. */
function hashIn(html: string, tag: string): string {
  const text = new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`).exec(html)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Modules of one page in one script: nothing is imported any more. */
const joined = (scripts: readonly string[]) =>
  scripts.map((text) => text.replaceAll(/^import [^;]*;\n/gm, '').replaceAll(/^export /gm, '')).join('\n');

/**
 * A page of its own folder in one file: `page.html` with `page.css` and the modules named, in their order. `policy` lets its own style
 * and script through and calls to this worker; nothing from elsewhere, no form that is sent by the browser, no frame around it.
 */
export function inlinePage(folder: string, modules: readonly string[]): { html: string; policy: string } {
  const textOf = (name: string) => readFileSync(join(packageRoot(), 'worker', 'pages', folder, name), 'utf8');
  const html = textOf('page.html')
    .replace('/*style*/', () => textOf('page.css'))
    .replace('/*script*/', () => joined(modules.map(textOf)));
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
