import { z } from 'zod';
import * as apiKeys from '../shared/api-keys.ts';
import * as api from '../shared/api.ts';
import * as audit from '../shared/audit.ts';
import * as changes from '../shared/changes.ts';
import { ERRORS, type ErrorCode } from '../shared/errors.ts';
import * as schedules from '../shared/schedules.ts';
import * as linking from '../shared/linking.ts';
import * as people from '../shared/people.ts';
import * as reportFile from '../shared/report-file.ts';
import * as writing from '../shared/writing.ts';
import type { Route } from './routes/route.ts';
import { keyScopeOf } from './security/key-scopes.ts';

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document. */
export type OpenApi = {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
  security: Json[];
};

const EVERY_ROUTE: readonly ErrorCode[] = ['unauthorized', 'internal', 'unavailable'];

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

const SCHEMAS: readonly (readonly [string, unknown])[] = [
  api,
  apiKeys,
  audit,
  changes,
  linking,
  people,
  reportFile,
  schedules,
  writing,
].flatMap((file) => Object.entries(file));

/** The schemas of the API under their own names; schemas used inside others become references. */
function namedSchemas() {
  const names = z.registry<{ id: string }>();
  for (const [id, value] of SCHEMAS) if (isSchema(value)) names.add(value, { id });
  return names;
}

const refTo = (id: string) => `#/components/schemas/${id}`;

function withoutHeads({ $id: _id, $schema: _schema, ...schema }: Json): Json {
  return schema;
}

function componentSchemas(names: ReturnType<typeof namedSchemas>): Record<string, Json> {
  const { schemas } = z.toJSONSchema(names, { io: 'input', uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutHeads({ ...schema })]));
}

const errorsOf = ({ path, who, body, query, failures = [] }: Route): readonly ErrorCode[] => {
  const input: ErrorCode[] = body
    ? ['malformed-request', 'invalid-request', 'payload-too-large']
    : query
      ? ['invalid-request']
      : [];
  const id: ErrorCode[] = path.includes('{id}') ? ['not-found'] : [];
  const role: ErrorCode[] = who === 'member' || who === 'admin' ? ['forbidden'] : [];
  return [...new Set([...EVERY_ROUTE, ...input, ...id, ...role, ...failures])];
};

/** One answer a status: codes that share a status are listed together. */
function errorAnswers(codes: readonly ErrorCode[]): Json {
  const content = { 'application/json': { schema: { $ref: refTo('ApiError') } } };
  const answers: Record<string, { description: string; content: Json }> = {};
  for (const code of codes) {
    const { status, next } = ERRORS[code];
    const line = `\`${code}\`: ${next}`;
    const before = answers[status];
    answers[status] = { description: before ? `${before.description}\n\n${line}` : line, content };
  }
  return answers;
}

function parametersOf({ path, query }: Route): Json[] {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  const { properties = {} } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  const fields = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
  return [...(path.includes('{id}') ? [id] : []), ...fields];
}

type Names = ReturnType<typeof namedSchemas>;

function schemaOf(names: Names, schema: z.core.$ZodType): Json {
  const id = names.get(schema)?.id;
  return id === undefined ? withoutHeads({ ...z.toJSONSchema(schema, { io: 'input' }) }) : { $ref: refTo(id) };
}

function successOf(names: Names, { answer }: Route): Json {
  const isJson = 'schema' in answer;
  const type = isJson ? 'application/json' : answer.content;
  const schema = isJson ? schemaOf(names, answer.schema) : { type: 'string' };
  return { [String(answer.status)]: { description: 'Success', content: { [type]: { schema } } } };
}

function operation(names: Names, route: Route): Json {
  const { summary, body, isBodyOptional = false } = route;
  const scope = keyScopeOf(route);
  return {
    summary,
    description: scope === 'none' ? 'Not with an API key.' : `API keys need the scope "${scope}".`,
    tags: [route.path.split('/')[2]],
    parameters: parametersOf(route),
    ...(body && {
      requestBody: { required: !isBodyOptional, content: { 'application/json': { schema: schemaOf(names, body) } } },
    }),
    responses: { ...successOf(names, route), ...errorAnswers(errorsOf(route)) },
  };
}

const open = (summary: string, type: string, failures: readonly ErrorCode[] = []): Json => ({
  summary,
  tags: ['open'],
  security: [],
  parameters: [],
  responses: {
    200: { description: 'Success', content: { [type]: { schema: { type: 'object' } } } },
    ...errorAnswers(failures),
  },
});

const OPEN_PATHS: OpenApi['paths'] = {
  '/healthz': { get: open('The process runs', 'application/json') },
  '/readyz': { get: open('It can work: the database answers', 'application/json', ['unavailable']) },
  '/openapi.json': { get: open('This description; as a page for browsers', 'application/json') },
};

/** Describes the routes that are served: both come from the same declarations. */
export function describeRoutes(routes: readonly Route[]): OpenApi {
  const names = namedSchemas();
  const paths: OpenApi['paths'] = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(names, route) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Willcall',
      version: '1',
      description:
        'Tickets, orders and transactions of ticketing systems in Google Sheets tabs. Every error answer is {code, message, requestId}; codes are a closed list. Unknown fields are refused.',
    },
    paths: { ...paths, ...OPEN_PATHS },
    components: {
      schemas: componentSchemas(names),
      securitySchemes: {
        google: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Google ID token.' },
        key: { type: 'http', scheme: 'bearer', bearerFormat: 'wck_…', description: 'An API key of a workspace.' },
      },
    },
    security: [{ google: [] }, { key: [] }],
  };
}
