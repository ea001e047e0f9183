import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { Failure } from '../failure.ts';
import type { Gate, Who } from '../security/gate.ts';
import type { Caller } from '../security/identity.ts';
import type { Scoped } from '../security/key-scopes.ts';
import { readBody, readOptionalBody, readQuery, refuseBody, refuseQuery } from './input.ts';

/** What middleware leaves for the routes; `caller` is absent on routes that are open to everybody. */
export type AppEnv = { Variables: { requestId: string; caller?: Caller; failure?: unknown } };

/** What every handler gets. `id` is the one in the path ("" where there is none). */
export type Asked = { c: Context<AppEnv>; caller: Caller; id: string };

/** An answer: JSON of this shape, or something else that `content` names by its media type. */
export type Answer = { status: 200 | 201 | 202; schema: z.core.$ZodType } | { status: 200; content: string };

type Described = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In OpenAPI's form: `/v1/reports/{id}`. */
  path: string;
  summary: string;
  who: Who;
  /** Whoever has no team yet makes one by it. */
  founds?: boolean;
  /** What an API key needs for it, where the rule in key-scopes.ts does not fit. */
  key?: NonNullable<Scoped['key']>;
  answer: Answer;
  /** Codes beside those every route can answer. */
  failures?: readonly ErrorCode[];
};

/** The answer's JSON value, or a whole response. */
type Handle<Given> = { handle: (asked: Asked & Given) => unknown };

/** One route: the same declaration serves requests and describes them in OpenAPI. */
export type Route = Described & {
  body?: z.core.$ZodType;
  /** Whether the body may be left out. */
  isBodyOptional?: boolean;
  query?: z.core.$ZodType;
  serve: (c: Context<AppEnv>) => Promise<Response>;
};

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function idOf(c: Context<AppEnv>): string {
  const id = c.req.param('id');
  if (id === undefined) return '';
  if (!UUID.test(id)) throw new Failure('not-found', 'There is nothing with this id.');
  return id.toLowerCase();
}

function callerOf(c: Context<AppEnv>): Caller {
  const caller = c.get('caller');
  if (!caller) throw new Failure('unauthorized', 'Sign in first.');
  return caller;
}

type Read<Given> = (c: Context<AppEnv>) => Promise<Given>;

function serving<Given>(read: Read<Given>, { answer, handle }: Described & Handle<Given>): Route['serve'] {
  return async (c) => {
    const asked = { c, caller: callerOf(c), id: idOf(c) };
    const result = await handle({ ...asked, ...(await read(c)) });
    return result instanceof Response ? result : c.json(result, answer.status);
  };
}

const described = ({ method, path, summary, who, founds = false, key, answer, failures = [] }: Described) => ({
  method,
  path,
  summary,
  who,
  founds,
  ...(key && { key }),
  answer,
  failures,
});

/** Declares a route behind sign-in without body or query. */
export function route(declared: Described & Handle<object>): Route {
  const read = async (c: Context<AppEnv>) => {
    refuseQuery(c);
    await refuseBody(c);
    return {};
  };
  return { ...described(declared), serve: serving(read, declared) };
}

/** Declares a route behind sign-in that takes a JSON body. */
export function bodyRoute<Body>(body: z.core.$ZodType<Body>, declared: Described & Handle<{ body: Body }>): Route {
  const read = async (c: Context<AppEnv>) => {
    refuseQuery(c);
    return { body: await readBody(c, body) };
  };
  return { ...described(declared), body, serve: serving(read, declared) };
}

/** Declares a route behind sign-in that takes a JSON body, or none: as if it were an empty object. */
export function optionalBodyRoute<Body>(
  body: z.core.$ZodType<Body>,
  declared: Described & Handle<{ body: Body }>,
): Route {
  const read = async (c: Context<AppEnv>) => {
    refuseQuery(c);
    return { body: await readOptionalBody(c, body) };
  };
  return { ...described(declared), body, isBodyOptional: true, serve: serving(read, declared) };
}

/** Declares a route behind sign-in that takes fields in its address. */
export function queryRoute<Query>(
  query: z.core.$ZodType<Query>,
  declared: Described & Handle<{ query: Query }>,
): Route {
  const read = async (c: Context<AppEnv>) => {
    await refuseBody(c);
    return { query: readQuery(c, query) };
  };
  return { ...described(declared), query, serve: serving(read, declared) };
}

/** Serves routes behind the gate, which decides who may ask. */
export function mount(app: Hono<AppEnv>, routes: readonly Route[], gate: Gate): void {
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path.replace('{id}', ':id'), async (c: Context<AppEnv>) => {
      await gate(callerOf(c), route, idOf(c));
      return await route.serve(c);
    });
  }
}
