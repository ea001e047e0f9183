import { randomUUID } from 'node:crypto';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { functionNames } from '../apps-script/syntax.ts';
import { ApiError, invalid, notFound, unsupported } from '../google/api-error.ts';
import { readContent, type ScriptFile } from './content.ts';

export type ScriptApiOptions = {
  /** Ids of the scripts there are; each has a manifest and an empty Code at first. */
  scriptIds: readonly string[];
  /** What the token endpoint takes for a new access token. */
  refreshToken: string;
};

/** Google's Apps Script API and token endpoint, as far as `clasp push` and `clasp pull` use them. */
export type ScriptApi = {
  origin: string;
  /** The files a script has now. */
  filesOf: (scriptId: string) => readonly ScriptFile[];
  /** Methods and paths of all requests, in their order. */
  readonly heard: readonly string[];
  close: () => Promise<void>;
};

const NEW_PROJECT: readonly ScriptFile[] = [
  { name: 'appsscript', type: 'JSON', source: '{"timeZone":"Etc/GMT","runtimeVersion":"V8","oauthScopes":[]}' },
  { name: 'Code', type: 'SERVER_JS', source: 'function myFunction() {\n}\n' },
];

type State = { scripts: Map<string, readonly ScriptFile[]>; tokens: Set<string>; heard: string[] };

/** Starts it on a free port of 127.0.0.1. @see https://developers.google.com/apps-script/api/reference/rest/v1/projects */
export async function startScriptApi(options: ScriptApiOptions): Promise<ScriptApi> {
  const scripts = new Map(options.scriptIds.map((id) => [id, NEW_PROJECT]));
  const state: State = { scripts, tokens: new Set(), heard: [] };
  const { server, port } = await listen(appOf(state, options));
  return {
    origin: `http://127.0.0.1:${port}`,
    filesOf: (id) => scripts.get(id) ?? [],
    heard: state.heard,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function appOf(state: State, options: ScriptApiOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    state.heard.push(`${context.req.method} ${context.req.path}`);
    await next();
  });
  app.onError((error) => {
    if (!(error instanceof ApiError)) throw error;
    return new Response(JSON.stringify(error.body()), { status: error.code, headers: JSON_TYPE });
  });
  app.post('/token', async (context) => {
    const form = await context.req.parseBody();
    const isKnown = form['grant_type'] === 'refresh_token' && form['refresh_token'] === options.refreshToken;
    if (!isKnown) return context.json({ error: 'invalid_grant', error_description: 'Bad Request' }, 400);
    const token = `ya29.${randomUUID()}`;
    state.tokens.add(token);
    return context.json({ access_token: token, expires_in: 3599, scope: SCOPE, token_type: 'Bearer' });
  });
  app.use('/v1/*', async (context, next) => {
    demandToken(state.tokens, context.req.header('authorization'));
    await next();
  });
  app.get('/v1/projects/:id/content', (context) => {
    if (context.req.query('versionNumber')) throw unsupported('versionNumber');
    return context.json(contentOf(state, context.req.param('id')));
  });
  app.put('/v1/projects/:id/content', async (context) => {
    const id = context.req.param('id');
    contentOf(state, id);
    state.scripts.set(id, readContent(parse(await context.req.text())));
    return context.json(contentOf(state, id));
  });
  app.all('*', (context) => {
    throw unsupported(`${context.req.method} ${context.req.path}`);
  });
  return app;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };
const SCOPE = 'https://www.googleapis.com/auth/script.projects';
const UNKNOWN_TOKEN =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication ' +
  'credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

function demandToken(tokens: ReadonlySet<string>, header: string | undefined): void {
  const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  if (token === undefined || !tokens.has(token)) throw new ApiError(401, UNKNOWN_TOKEN);
}

function contentOf({ scripts }: State, scriptId: string): object {
  const files = scripts.get(scriptId);
  if (!files) throw notFound();
  return { scriptId, files: files.map(printed) };
}

function printed(file: ScriptFile): object {
  if (file.type !== 'SERVER_JS') return file;
  return { ...file, functionSet: { values: functionNames(file.source).map((name) => ({ name })) } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Invalid JSON payload received.');
  }
}

function listen(app: Hono): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ server, port }),
    );
    server.once('error', reject);
  });
}
