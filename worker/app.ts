import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { ApiError } from '../shared/api.ts';
import { ERRORS } from '../shared/errors.ts';
import { VERSION, VERSION_HEADER } from '../shared/version.ts';
import { isPassing } from './db/connection.ts';
import type { Deps } from './deps.ts';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import { describeRoutes } from './openapi.ts';
import { auditRoutes } from './routes/audit.ts';
import { audienceRoutes } from './routes/audiences.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { choiceRoutes } from './routes/choices.ts';
import { connectionRoutes } from './routes/connections.ts';
import { copyRoutes } from './routes/copies.ts';
import { holdRoutes } from './routes/holds.ts';
import { healthRoutes } from './routes/health.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { noticeRoutes } from './routes/notice-targets.ts';
import { OPENAPI_PAGE_POLICY, openApiPage } from './routes/openapi-page.ts';
import { peopleRoutes } from './routes/people.ts';
import { preflightRoutes } from './routes/preflight.ts';
import { reportFileRoutes } from './routes/report-file.ts';
import { reportRoutes } from './routes/reports.ts';
import { keyRoutes } from './routes/keys.ts';
import { keyEntryRoutes, keyLinkRoutes } from './routes/key-links.ts';
import { memberRoutes } from './routes/members.ts';
import { mount, type AppEnv, type Route } from './routes/route.ts';
import { runRoutes } from './routes/runs.ts';
import { shareLinkRoutes } from './routes/share-links.ts';
import { sharedListRoutes } from './routes/shared-list.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { spreadsheetRoutes } from './routes/spreadsheets.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';
import { workspaceRoutes } from './routes/workspace.ts';
import { createAccess, type Access } from './security/access.ts';
import { createGate } from './security/gate.ts';
import { withApiKeys } from './security/api-keys.ts';
import type { Identity } from './security/identity.ts';

export type { Deps } from './deps.ts';

/** Largest body taken, in bytes. */
const BODY_LIMIT = 1_000_000;

function crossOrigin(allowed: RegExp): MiddlewareHandler {
  return cors({
    origin: (origin) => (allowed.test(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-Match', 'Last-Event-ID'],
    exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id', VERSION_HEADER],
    maxAge: 600,
  });
}

/** Tells with every answer which version this is, so that a sidebar of another one can see whether they go together. */
const versioned: MiddlewareHandler = async (c, next) => {
  await next();
  c.header(VERSION_HEADER, VERSION);
};

/** Names the request, and logs one line about it: never its address beyond the route, its headers or its body. */
function named(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = randomUUID();
    const begun = performance.now();
    c.set('requestId', requestId);
    await next();
    c.header('X-Request-Id', requestId);
    const failure = c.get('failure');
    const route = routePath(c, -1);
    const line = {
      requestId,
      method: c.req.method,
      route,
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    };
    if (failure === undefined) log.info(line, 'request');
    else log[c.res.status >= 500 ? 'error' : 'info']({ ...line, err: failure }, 'request');
  };
}

function signedIn(identity: Identity): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('caller', await identity.verify(c.req.header('authorization')));
    c.header('Cache-Control', 'no-store');
    await next();
  };
}

const limited = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: () => {
    throw new Failure('payload-too-large', 'The body is larger than 1 MB.');
  },
});

/** What is not a Failure is our fault, unless the database is only away for a moment; what it says stays in the log. */
function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isPassing(error)) return new Failure('unavailable', 'The database is not there at the moment.');
  if (error instanceof HTTPException && error.status < 500) {
    return new Failure('malformed-request', 'The request cannot be read: check its address and headers, too.');
  }
  return new Failure('internal', 'Something went wrong on our side.');
}

function retryAfterSeconds({ code, cause }: Failure): number | null {
  const asked = typeof cause === 'object' && cause !== null && 'retryAfterMs' in cause ? cause.retryAfterMs : null;
  if (typeof asked === 'number') return Math.ceil(asked / 1000);
  return code === 'unavailable' ? 10 : null;
}

function answerFailure(c: Context<AppEnv>, error: unknown): Response {
  const failure = toFailure(error);
  const { code, message } = failure;
  c.set('failure', error);
  const retryAfter = retryAfterSeconds(failure);
  if (retryAfter !== null) c.header('Retry-After', String(retryAfter));
  if (code === 'unauthorized') c.header('WWW-Authenticate', 'Bearer');
  // what is left of the body is not read, so nothing else can follow on this connection
  if (code === 'payload-too-large') c.header('Connection', 'close');
  const body: ApiError = { code, message, requestId: c.get('requestId') };
  return c.json(body, ERRORS[code].status);
}

function mountDescription(app: Hono<AppEnv>, routes: readonly Route[]): void {
  const description = describeRoutes(routes);
  app.get('/openapi.json', (c) => {
    c.header('Vary', 'Accept', { append: true });
    if (!c.req.header('accept')?.includes('text/html')) return c.json(description);
    c.header('Content-Security-Policy', OPENAPI_PAGE_POLICY);
    return c.html(openApiPage(description));
  });
}

/** Every route behind sign-in, in the order they are described. */
function routesOf(deps: Deps, access: Access): Route[] {
  const { db, log, now, proofs, writerEmail, removeStatus, copies } = deps;
  return [
    ...invitationRoutes(deps, access),
    ...workspaceRoutes(deps, access),
    ...memberRoutes(deps, access),
    ...catalogueRoutes(deps),
    ...connectionRoutes(deps, access),
    ...keyLinkRoutes(deps, access),
    ...choiceRoutes(deps, access),
    ...spreadsheetRoutes({ db, access, proofs, writerEmail, log, now, removeStatus, copies }),
    ...copyRoutes(deps, access),
    ...reportRoutes(deps, access),
    ...preflightRoutes(deps, access),
    ...holdRoutes(deps, access),
    ...runRoutes(deps, access),
    ...audienceRoutes(deps, access),
    ...shareLinkRoutes(deps, access),
    ...scheduleRoutes(deps, access),
    ...noticeRoutes(deps, access),
    ...reportFileRoutes(deps, access),
    ...keyRoutes(deps, access),
    ...auditRoutes(deps, access),
    ...peopleRoutes(deps, access),
  ];
}

/** The worker's HTTP side. Every route wants a Google ID token, except `/healthz`, `/readyz`, `/openapi.json`, `/unsubscribe/…` and `/enter…`. */
export function createApp(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const access = createAccess(deps.db, deps.now);
  const routes = routesOf(deps, access);
  app.use(versioned);
  app.use(named(deps.log));
  // pages bring a policy of their own, which stays
  const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  app.use(secureHeaders({ contentSecurityPolicy: nothing, overwrite: false }));
  app.use(crossOrigin(deps.allowedOrigins));
  app.use('/v1/providers', compress());
  app.use('/v1/*', signedIn(withApiKeys(deps.identity, deps)), limited);
  app.route('/', healthRoutes(deps));
  app.route('/', sharedListRoutes(deps));
  app.route('/', keyEntryRoutes(deps));
  app.route('/', unsubscribeRoutes(deps.db));
  mountDescription(app, routes);
  mount(app, routes, createGate(access));
  app.notFound((c) =>
    answerFailure(c, new Failure('not-found', 'There is nothing at this address. See /openapi.json.')),
  );
  app.onError((error, c) => answerFailure(c, error));
  return app;
}
