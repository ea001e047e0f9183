import { EVENT, OWNER, type House } from './house.ts';

/** Everything of the owner's that a request can name. */
export type Ids = {
  readonly googleId: string;
  readonly spreadsheet: string;
  readonly connection: string;
  readonly report: string;
  readonly run: string;
};

/** Accounts the caller may read with, whatever else they may. */
export type Accounts = { readonly tixngo: string; readonly oveit: string };

/** What a route is asked with, beside its own address. */
type Bodies = (ids: Ids, own: Accounts) => readonly object[];

const NO_BODY: Bodies = () => [{}];
const GUARD = { percent: 30, few: 3 };

function reportsInto({ spreadsheet, connection }: Ids, own: Accounts): object[] {
  return [connection, own.tixngo].map((connectionId) => ({
    name: 'Mine',
    sources: [{ connectionId, scope: { appId: 'demo-app', eventId: EVENT } }],
    dataset: 'tickets',
    columns: [],
    destination: { spreadsheet, tab: 'Taken over' },
  }));
}

/** Reads a column somebody else keeps in the spreadsheet. */
const lookupIn = ({ spreadsheet }: Ids, { oveit }: Accounts) => ({
  sources: [{ connectionId: oveit, scope: {}, lookup: { by: 'ticketCode', tab: 'Secret plans', column: 'A' } }],
  dataset: 'tickets',
  columns: [],
  spreadsheet,
});

const fileWith = (line: string) => `willcall: 1\nreports:\n  - name: Tickets\n    ${line}\n`;

/**
 * Bodies that name the owner's things wherever a route takes them. A route that takes a body and stands neither here nor among
 * {@link NAMES_NO_SPREADSHEET} fails the test: whoever adds it says here what it can name.
 */
export const BODIES: Readonly<Record<string, Bodies>> = {
  'POST /v1/spreadsheets': ({ googleId }) => [{ spreadsheetId: googleId }],
  'PATCH /v1/spreadsheets/{id}': () => [{ statusTab: false }],
  'POST /v1/spreadsheets/{id}/copy': ({ report }) => [{ events: [] }, { events: [], lists: [report] }],
  'POST /v1/reports': reportsInto,
  'POST /v1/reports/preview': (ids, own) => [lookupIn(ids, own)],
  'POST /v1/reports/preflight': (ids, own) => [
    { reportId: ids.report },
    { reportId: ids.report, change: { destination: { spreadsheet: ids.spreadsheet, tab: 'Elsewhere' } } },
    ...reportsInto(ids, own),
  ],
  'PATCH /v1/reports/{id}': ({ spreadsheet }) => [
    { name: 'Renamed' },
    { writing: { guard: GUARD } },
    { destination: { spreadsheet, tab: 'Elsewhere' } },
    { destination: null },
  ],
  'POST /v1/reports/{id}/runs': () => [{}, { repair: 'list' }, { repair: 'undo' }, { rebuild: true }],
  'PUT /v1/reports/{id}/schedule': () => [
    { timing: { kind: 'every', minutes: 60 }, timeZone: 'Europe/Zurich' },
    { timing: { kind: 'daily', readyBy: '08:00' }, timeZone: 'Europe/Zurich' },
  ],
  'POST /v1/reports/{id}/audiences': ({ spreadsheet }) => [
    { name: 'Door' },
    { name: 'Elsewhere', destination: { spreadsheet, tab: 'Taken over' } },
  ],
  'PATCH /v1/audiences/{id}': ({ spreadsheet }) => [{ destination: { spreadsheet, tab: 'Taken over' } }],
  'POST /v1/people/search': () => [{ email: 'guest@example.org' }, { name: 'Guest' }],
  'POST /v1/people/erasures': ({ report }) => [
    { person: { email: 'guest@example.org' } },
    { person: { name: 'Guest' }, rows: [{ reportId: report, key: 'a' }] },
  ],
  'POST /v1/report-file': ({ googleId }) => [
    { yaml: fileWith(`destination: { spreadsheet: { id: ${googleId} }, tab: Elsewhere }`) },
    { yaml: fileWith('destination: null') },
  ],
  'POST /v1/reports/{id}/hold': () => [{ decision: 'accept' }, { decision: 'reject' }],
};

/**
 * Whom data is of has rights against the whole team: its admins look for a person, and erase them, in every spreadsheet the team has linked
 * itself. No id in the request says which; those of other teams are out of reach.
 */
export const WHOLE_TEAM: readonly string[] = ['POST /v1/people/search', 'POST /v1/people/erasures'];

/** Routes whose bodies name no spreadsheet, report or run. */
export const NAMES_NO_SPREADSHEET: readonly string[] = [
  'POST /v1/audiences/{id}/links',
  'POST /v1/notice-targets',
  'PATCH /v1/notice-targets/{id}',
  'POST /v1/connections',
  'PATCH /v1/connections/{id}',
  'POST /v1/invitations',
  'POST /v1/domains',
  'POST /v1/keys',
  'PATCH /v1/workspace',
  'PATCH /v1/members/{id}',
  'DELETE /v1/workspace',
];

export type Operation = { readonly method: string; readonly path: string; readonly takesBody: boolean };

/** Every route the worker describes: what only looks or makes first, what deletes last, the whole team at the very end. */
export async function operationsOf(house: House): Promise<Operation[]> {
  const description: unknown = await (await fetch(`${house.url}/openapi.json`)).json();
  const paths = fieldOf(description, 'paths');
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      takesBody: Object.hasOwn(Object(operation), 'requestBody'),
    })),
  );
  return all.toSorted((one, other) => orderOf(one) - orderOf(other));
}

const LAST = ['/v1/runs', '/v1/reports', '/v1/connections', '/v1/spreadsheets'];

function orderOf({ method, path }: Operation): number {
  // a report that was taken out of its spreadsheet has nothing to reach any more
  if (method === 'PATCH') return path.startsWith('/v1/reports') ? 2 : 1;
  if (path === '/v1/report-file') return 3;
  if (method !== 'DELETE') return 0;
  const at = LAST.findIndex((start) => path.startsWith(start));
  return at === -1 ? 20 : 10 + at;
}

function fieldOf(value: unknown, name: string): Record<string, unknown> {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : {};
}

export type Attempt = { readonly method: string; readonly path: string; readonly body: object | undefined };

function idsFor(path: string, ids: Ids): string[] {
  if (path.startsWith('/v1/reports')) return [ids.report];
  if (path.startsWith('/v1/runs')) return [ids.run];
  if (path.startsWith('/v1/spreadsheets')) return [ids.spreadsheet];
  if (path.startsWith('/v1/connections')) return [ids.connection];
  return [ids.spreadsheet, ids.report];
}

/** Every way to ask a route with the owner's ids. */
export function attemptsOf({ method, path, takesBody }: Operation, ids: Ids, own: Accounts): Attempt[] {
  const name = `${method} ${path}`;
  const addresses = path.includes('{id}') ? idsFor(path, ids).map((id) => path.replace('{id}', id)) : [path];
  const forced = method === 'DELETE' && /connections|spreadsheets/.test(path) ? '?force=true' : '';
  const bodies = takesBody ? (BODIES[name] ?? NO_BODY)(ids, own) : [undefined];
  return addresses.flatMap((address) => bodies.map((body) => ({ method, path: address + forced, body })));
}

/** Lets somebody into the owner's team as an admin, without the proof of any spreadsheet. */
export async function joinAsAdmin({ database: { db } }: House, subject: string, email: string): Promise<void> {
  const { workspace_id } = await db
    .selectFrom('members')
    .select('workspace_id')
    .where('email', '=', OWNER)
    .executeTakeFirstOrThrow();
  await db.insertInto('members').values({ workspace_id, subject, email, role: 'admin' }).execute();
}
