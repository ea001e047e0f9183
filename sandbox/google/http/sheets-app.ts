import { gunzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { type Actor, holdsScope } from '../actor.ts';
import { ApiError, unsupported } from '../api-error.ts';
import type { FileStore } from '../file-store.ts';
import { type Mask, parseResponseMask, project } from '../sheets/field-mask.ts';
import { parseJson, parseQuery, type Query } from '../wire/query.ts';
import type { Method } from '../wire/schema.ts';
import { answering } from './methods.ts';
import { matchMethod } from './match.ts';
import type { Quota } from './quota.ts';

export type SheetsAppOptions = {
  readonly files: FileStore;
  /** Who calls, from the `Authorization` header; throws Google's 401. */
  readonly actorOf: (authorization: string | undefined) => Actor;
  readonly quota: Quota;
};

const headers = {
  'Content-Type': 'application/json; charset=UTF-8',
  Vary: 'Origin, X-Origin, Referer',
  Server: 'ESF',
  'Cache-Control': 'private',
  'X-XSS-Protection': '0',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
};

/** JSON as Google prints it: indented unless `prettyPrint=false`, a line feed at its end. */
export function printJson(
  body: unknown,
  status: number,
  isPretty: boolean,
  more: Readonly<Record<string, string>> = {},
): Response {
  const text = `${isPretty ? JSON.stringify(body, null, 2) : JSON.stringify(body)}\n`;
  return new Response(text, { status, headers: { ...headers, ...more } });
}

function demandScope(actor: Actor, method: Method, procedure: string): void {
  if (holdsScope(actor, method.scopes)) return;
  throw new ApiError(403, 'Request had insufficient authentication scopes.', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      domain: 'googleapis.com',
      metadata: { service: 'sheets.googleapis.com', method: `google.apps.sheets.v4.SpreadsheetsService.${procedure}` },
    },
  ]);
}

async function textOf(c: Context): Promise<string> {
  if (c.req.header('content-encoding') !== 'gzip') return c.req.text();
  return gunzipSync(Buffer.from(await c.req.arrayBuffer())).toString('utf8');
}

function maskOf(c: Context, query: Query, message: string): Mask | undefined {
  const text = query['fields'] ?? c.req.header('x-goog-fieldmask');
  return typeof text === 'string' && text !== '' ? parseResponseMask(text, message) : undefined;
}

function bearerOf(c: Context): string | undefined {
  const inQuery = c.req.query('access_token') ?? c.req.query('oauth_token');
  return c.req.header('authorization') ?? (inQuery === undefined ? undefined : `Bearer ${inQuery}`);
}

function missing(path: string): Response {
  const page = `<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b> <ins>That’s an error.</ins>\n<p>The requested URL <code>${path.replaceAll(/[<&]/g, '')}</code> was not found on this server.\n`;
  return new Response(page, { status: 404, headers: { 'Content-Type': 'text/html; charset=UTF-8' } });
}

async function answer(c: Context, { files, actorOf, quota }: SheetsAppOptions): Promise<Response> {
  const url = new URL(c.req.url);
  const match = matchMethod(c.req.method, url.pathname);
  if (!match) return missing(url.pathname);
  const { method, parameters } = match;
  const known = answering[method.id];
  if (!known) throw unsupported(method.id);
  const actor = actorOf(bearerOf(c));
  demandScope(actor, method, known.procedure);
  quota.charge(actor, known.quota);
  const query = parseQuery(method, url.searchParams);
  if (query['alt'] !== undefined && query['alt'] !== 'json') throw unsupported(`alt=${String(query['alt'])}`);
  const mask = maskOf(c, query, known.answers);
  const text = method.verb === 'GET' ? '' : await textOf(c);
  const body = parseJson(text);
  const result = known.run({ actor, files, parameters, query, body: () => body, text, mask });
  return printJson(mask === undefined ? result : project(result, mask), 200, query['prettyPrint'] !== false);
}

/** The Sheets API below `/v4`. */
export function sheetsApp(options: SheetsAppOptions): Hono {
  const app = new Hono();
  app.all('*', (c) => answer(c, options));
  app.onError((error, c) => {
    const isPretty = c.req.query('prettyPrint')?.toLowerCase() !== 'false';
    if (error instanceof ApiError) return printJson(error.body(), error.code, isPretty);
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return printJson(new ApiError(500, 'Internal error encountered.').body(), 500, isPretty);
  });
  return app;
}
