/** Makes the trouble that was asked for, in front of everything else. */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { Fault, type Faults } from '../faults.ts';
import { exhausted } from './quota.ts';
import { printJson } from './sheets-app.ts';

type Env = { Bindings: HttpBindings };

const messages: Readonly<Record<number, string>> = {
  408: 'The request timed out.',
  413: 'The request is too large.',
  500: 'Internal error encountered.',
  503: 'The service is currently unavailable.',
};

function refusal(fault: Fault, method: string): Response {
  const { status = 500, retryAfter } = fault;
  const error =
    status === 429
      ? exhausted(method === 'GET' ? 'read' : 'write', 'user')
      : new ApiError(status, messages[status] ?? '');
  return printJson(error.body(), status, true, retryAfter === undefined ? {} : { 'Retry-After': retryAfter });
}

/** Nobody receives what is returned: the socket is gone. */
function cut(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null);
}

/** Lets ordinary requests through; a fault answers, waits or cuts the connection before or after the work. */
export function faultGate(faults: Faults): MiddlewareHandler<Env> {
  return async (c, next) => {
    const path = new URL(c.req.url).pathname;
    const fault = path.startsWith('/sandbox/') ? undefined : faults.take(c.req.method, path);
    if (!fault) return next();
    if (fault.latencyMs !== undefined) await new Promise((done) => setTimeout(done, fault.latencyMs));
    if (fault.drop === 'before') return cut(c);
    if (fault.status !== undefined) return refusal(fault, c.req.method);
    await next();
    if (fault.drop === 'after') cut(c);
    return undefined;
  };
}

/** `POST /sandbox/faults` adds one fault or a list, `DELETE` forgets them, `GET` lists those still to come. */
export function faultRoutes(faults: Faults): Hono {
  return new Hono()
    .get('/sandbox/faults', (c) => c.json({ faults: faults.list() }))
    .delete('/sandbox/faults', (c) => {
      faults.clear();
      return c.json({ faults: [] });
    })
    .post('/sandbox/faults', async (c) => {
      const read = z.union([Fault, z.array(Fault)]).safeParse(await c.req.json().catch(() => undefined));
      if (!read.success) return c.json({ error: z.prettifyError(read.error) }, 400);
      for (const fault of [read.data].flat()) faults.add(fault);
      return c.json({ faults: faults.list() });
    });
}
