import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { OpenApi } from '../openapi.ts';

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
h2{margin-top:2.5rem;font-size:1.1rem}code,pre{font:14px/1.4 ui-monospace,monospace}
pre{background:#f5f5f5;padding:.75rem;overflow-x:auto}summary{cursor:pointer}
.method{display:inline-block;min-width:4.5rem;font-weight:bold;text-transform:uppercase}
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}pre{background:#2a2a2a}a{color:#8bf}}`;

/** Lets this page's own style through and nothing else: no script, no address outside. */
export const OPENAPI_PAGE_POLICY = `default-src 'none'; frame-ancestors 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const pretty = (value: unknown) => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The name of a schema, linked to its description below, wherever a media type refers to one. */
function schemaLinks(content: unknown) {
  if (!isObject(content)) return '';
  return Object.entries(content).map(([type, media]) => {
    const schema = isObject(media) && isObject(media['schema']) ? media['schema'] : {};
    const name = typeof schema['$ref'] === 'string' ? (schema['$ref'].split('/').at(-1) ?? '') : '';
    return name === '' ? html`<code>${type}</code>` : html`<a href="#${name}">${name}</a>`;
  });
}

function operationOf(path: string, method: string, operation: Record<string, unknown>) {
  const { summary, parameters, requestBody, responses } = operation;
  const answers = isObject(responses) ? Object.entries(responses) : [];
  return html`<h2><span class="method">${method}</span> <code>${path}</code></h2>
    <p>${String(summary)}.</p>
    ${isObject(requestBody) ? html`<p>Body: ${schemaLinks(requestBody['content'])}</p>` : ''}
    ${
      Array.isArray(parameters) && parameters.length > 0
        ? html`<details>
            <summary>Parameters</summary>
            ${pretty(parameters)}
          </details>`
        : ''
    }
    <ul>
      ${answers.map(
        ([status, answer]) =>
          html`<li>
            <code>${status}</code> ${isObject(answer) ? schemaLinks(answer['content']) : ''}
            ${isObject(answer) ? String(answer['description']) : ''}
          </li>`,
      )}
    </ul>`;
}

/** The description as a page to read; the same content as the JSON. */
export function openApiPage({ info, paths, components }: OpenApi) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(path, method, operation)),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Willcall API</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>Willcall API</h1>
        <p>${String(info['description'])}</p>
        ${operations}
        <h1>Shapes</h1>
        ${Object.entries(components.schemas).map(
          ([name, schema]) =>
            html`<h2 id="${name}">${name}</h2>
              ${pretty(schema)}`,
        )}
      </body>
    </html>`;
}
