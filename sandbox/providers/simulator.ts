import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { alterAnswer, type AlteringFault, isAltering, rememberedAnswers } from './altered-answer.ts';
import { dropConnection, sendHalf } from './broken-answer.ts';
import { listenHttp2 } from './http2.ts';
import { listenNear } from './listen.ts';
import type { ProviderFault } from './provider-faults.ts';
import { type CommonSwitches, type SwitchBoard, SwitchError } from './switch-board.ts';

/** Hono with Node's request and response at hand. */
export type SimulatorEnv = { Bindings: HttpBindings };

/** One request as it arrived; `query` keeps repeated parameters. */
export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string[]>>;
  readonly status: number;
};

/** What a provider brings to its simulator. */
export type SimulatorOptions<S extends CommonSwitches> = {
  /** 0 or absent: any free port; else this one, or the next free one. */
  port?: number | undefined;
  /** Also listen for HTTP/2 without TLS, on a port of its own. */
  http2?: boolean | undefined;
  /** Milliseconds since 1970, sent as the `Date` header. */
  now: () => number;
  switches: SwitchBoard<S>;
  /** The provider's own error body, used for status faults and unknown addresses. */
  errorBody: (status: number, message: string, path: string) => unknown;
  /** Adds the provider's routes. */
  routes: (app: Hono<SimulatorEnv>) => void;
};

export type Simulator = {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The same over HTTP/2 without TLS; `undefined` unless asked for. */
  readonly http2Address: string | undefined;
  /** The last 10,000 requests, `/sandbox/...` left out. */
  readonly requests: LoggedRequest[];
  close(): Promise<void>;
};

const LOG_LENGTH = 10_000;

/**
 * Starts a provider's stand-in on 127.0.0.1. `GET` and `POST /sandbox/switches` read and change its switches, so that another
 * process can make trouble too.
 */
export async function startSimulator<S extends CommonSwitches>(options: SimulatorOptions<S>): Promise<Simulator> {
  const requests: LoggedRequest[] = [];
  const app = new Hono<SimulatorEnv>();
  app.use(dated(options.now));
  addControl(app, options.switches);
  app.use(logged(requests), delayed(options.switches), troubled(options));
  options.routes(app);
  app.notFound((c) => c.json(options.errorBody(404, `No such address: ${c.req.path}`, c.req.path), 404));
  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new TypeError('The simulator speaks HTTP/1.1 only.');
  // Longer than a busy machine keeps a client from its next request.
  server.keepAliveTimeout = 60_000;
  const port = await listenNear(server, options.port ?? 0);
  const newer = options.http2 ? await listenHttp2(app.fetch) : undefined;
  const close = async () => void (await Promise.all([closeServer(server), newer?.close()]));
  return { address: `http://127.0.0.1:${port}`, http2Address: newer?.address, requests, close };
}

function addControl<S extends CommonSwitches>(app: Hono<SimulatorEnv>, switches: SwitchBoard<S>): void {
  app.get('/sandbox/switches', (c) => c.json(switches.get()));
  app.post('/sandbox/switches', async (c) => {
    if (!c.req.header('Content-Type')?.startsWith('application/json')) {
      return c.json({ message: 'Send the switches as application/json.' }, 415);
    }
    try {
      return c.json(switches.set(await c.req.json()));
    } catch (error) {
      if (error instanceof SwitchError) return c.json({ message: error.message }, 400);
      if (error instanceof SyntaxError) return c.json({ message: 'The body is not JSON.' }, 400);
      throw error;
    }
  });
}

function isControl(c: Context): boolean {
  return c.req.path.startsWith('/sandbox/');
}

function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

function dated(now: () => number): MiddlewareHandler<SimulatorEnv> {
  return async (c, next) => {
    await next();
    if (c.res !== RESPONSE_ALREADY_SENT) c.header('Date', httpDate(now()));
  };
}

function logged(requests: LoggedRequest[]): MiddlewareHandler<SimulatorEnv> {
  return async (c, next) => {
    await next();
    if (isControl(c)) return;
    requests.push({ method: c.req.method, path: c.req.path, query: c.req.queries(), status: c.res.status });
    if (requests.length > LOG_LENGTH) requests.shift();
  };
}

function delayed<S extends CommonSwitches>(switches: SwitchBoard<S>): MiddlewareHandler<SimulatorEnv> {
  return async (c, next) => {
    const { latencyMs } = switches.get();
    if (latencyMs > 0 && !isControl(c)) await wait(latencyMs, undefined, { ref: false });
    await next();
  };
}

function troubled<S extends CommonSwitches>(options: SimulatorOptions<S>): MiddlewareHandler<SimulatorEnv> {
  const { faults } = options.switches;
  const earlier = rememberedAnswers(() => faults.list().some(({ kind }) => kind === 'repeated'));
  return async (c, next) => {
    const fault = isControl(c) ? undefined : faults.take(c.req.path);
    if (fault && !isAltering(fault) && fault.kind !== 'truncated') return trouble(c, fault, options);
    await next();
    if (fault?.kind === 'truncated') {
      sendHalf(c.env.outgoing, await c.res.text(), httpDate(options.now()), fault.framing);
      c.res = RESPONSE_ALREADY_SENT;
    } else if (fault) {
      c.res = await alterAnswer(c.res, fault, earlier.of(c.req.path));
    } else {
      await earlier.remember(c.req.path, c.res);
    }
  };
}

function trouble<S extends CommonSwitches>(
  c: Context<SimulatorEnv>,
  fault: Exclude<ProviderFault, { kind: 'truncated' } | AlteringFault>,
  { errorBody, now }: SimulatorOptions<S>,
): Response {
  switch (fault.kind) {
    case 'html':
      return c.html('<!doctype html><title>Sign in</title><h1>Please sign in</h1>');
    case 'wrong-shape':
      return c.json({ unexpected: true });
    case 'error-object':
      return c.json(errorBody(500, 'Something went wrong', c.req.path));
    case 'dropped':
      dropConnection(c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    case 'hanging':
      return RESPONSE_ALREADY_SENT;
    case 'status':
      if (fault.retryAfterSeconds !== undefined) c.header('Retry-After', retryAfter(fault, now()));
      return c.json(errorBody(fault.status, `Simulated ${fault.status}`, c.req.path), fault.status);
  }
}

function retryAfter(fault: Extract<ProviderFault, { kind: 'status' }>, now: number): string {
  const seconds = fault.retryAfterSeconds ?? 0;
  return fault.retryAfterForm === 'seconds' ? String(seconds) : httpDate(now + seconds * 1000);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!server.listening) return resolve();
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
