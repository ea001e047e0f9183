import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessWorld, Team } from './team.ts';
import type { Role } from './roles.ts';

/** What the id in a path is of. */
export type Thing =
  | 'connection'
  | 'asked connection'
  | 'spreadsheet'
  | 'report'
  | 'scheduled report'
  | 'paused report'
  | 'waiting run'
  | 'finished download'
  | 'written run'
  | 'member'
  | 'invitation'
  | 'domain'
  | 'workspace'
  | 'audience'
  | 'link'
  | 'notice target'
  | 'key'
  | 'erasure';

const until = new Date('2027-06-01T00:00:00Z');

const reportFor = (team: Team, role: Role) => (role === 'editor who may only look' ? team.narrow : team.report);

async function asAdmin({ app }: AccessWorld, team: Team, method: string, path: string, body: unknown): Promise<string> {
  const headers = { authorization: String(team.headers.get('admin')), 'content-type': 'application/json' };
  const response = await app.request(path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  const answer: unknown = JSON.parse(text);
  return String(Object.assign({ id: '' }, answer).id);
}

export const SCHEDULE = { timing: { kind: 'daily', readyBy: '08:00' }, timeZone: 'Europe/Amsterdam' };

async function runOf(
  world: AccessWorld,
  team: Team,
  report: string,
  values: { status: 'queued' | 'done' },
): Promise<string> {
  const times = values.status === 'done' ? { started_at: new Date(), finished_at: new Date() } : {};
  const { id } = await world.db
    .insertInto('runs')
    .values({ workspace_id: team.workspace, report_id: report, requested_by: 'x', ...values, ...times })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type Make = (world: AccessWorld, team: Team, role: Role) => Promise<string>;

async function audience({ db }: AccessWorld, team: Team): Promise<string> {
  const columns = JSON.stringify([{ id: 'ticket-id', mask: 'none' }]);
  const values = { workspace_id: team.workspace, report_id: team.report, name: 'Door', columns, created_by: 'x' };
  const { id } = await db.insertInto('audiences').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

const made = { created_by: 'x', created_by_name: 'x' };

const MAKES: Readonly<Record<Thing, Make>> = {
  connection: async (_world, team) => team.connection,
  'asked connection': async (world, team) => {
    await asAdmin(world, team, 'POST', `/v1/connections/${team.connection}/ask`, undefined);
    return team.connection;
  },
  spreadsheet: async (_world, team) => team.spreadsheet,
  workspace: async (_world, team) => team.workspace,
  report: async (_world, team, role) => reportFor(team, role),
  'scheduled report': async (world, team, role) => {
    const report = reportFor(team, role);
    await asAdmin(world, team, 'PUT', `/v1/reports/${report}/schedule`, SCHEDULE);
    return report;
  },
  'paused report': async (world, team, role) => {
    const report = reportFor(team, role);
    await asAdmin(world, team, 'PUT', `/v1/reports/${report}/schedule`, SCHEDULE);
    await asAdmin(world, team, 'POST', `/v1/reports/${report}/schedule/pause`, {});
    return report;
  },
  'waiting run': (world, team, role) => runOf(world, team, reportFor(team, role), { status: 'queued' }),
  'finished download': (world, team, role) => runOf(world, team, reportFor(team, role), { status: 'done' }),
  'written run': (world, team, role) => runOf(world, team, reportFor(team, role), { status: 'done' }),
  member: async ({ db }, team) => {
    const { id } = await db
      .selectFrom('members')
      .select('id')
      .where('subject', '=', `other-${team.tag}`)
      .executeTakeFirstOrThrow();
    return id;
  },
  invitation: async ({ db }, team) => {
    const values = { workspace_id: team.workspace, email: `${team.tag}@example.org`, role: 'member' as const, ...made };
    const row = db.insertInto('invitations').values({ ...values, expires_at: until });
    return (await row.returning('id').executeTakeFirstOrThrow()).id;
  },
  domain: async ({ db }, team) => {
    const row = db
      .insertInto('workspace_domains')
      .values({ workspace_id: team.workspace, domain: 'hall.example', ...made });
    return (await row.returning('id').executeTakeFirstOrThrow()).id;
  },
  audience,
  link: async (world, team) => {
    const { id } = await world.db
      .insertInto('share_links')
      .values({
        workspace_id: team.workspace,
        audience_id: await audience(world, team),
        name: 'Door',
        token_hash: randomBytes(32),
        expires_at: until,
        created_by: 'x',
        created_by_email: 'x',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  },
  'notice target': (world, team) =>
    asAdmin(world, team, 'POST', '/v1/notice-targets', { kind: 'email', address: 'desk@example.org' }),
  key: async ({ db }, team) => {
    const values = {
      workspace_id: team.workspace,
      name: 'Script',
      secret_hash: randomBytes(32),
      scopes: ['read' as const],
    };
    const row = {
      id: randomUUID(),
      ...values,
      created_by: 'x',
      expires_at: null,
      last_used_on: null,
      revoked_at: null,
    };
    await db.insertInto('api_keys').values(row).execute();
    return row.id;
  },
  erasure: async ({ db }, team) => {
    const values = { workspace_id: team.workspace, kind: 'person' as const, sought: 'email' as const };
    const row = db.insertInto('erasures').values({ ...values, requested_by: 'x', requested_by_name: 'x' });
    return (await row.returning('id').executeTakeFirstOrThrow()).id;
  },
};

/** The id of such a thing of the team; the same one for everybody who asks about the same report. */
export function thingOf(world: AccessWorld, team: Team, thing: Thing, role: Role): Promise<string> {
  const name = /report|run|download/.test(thing) ? `${thing} ${reportFor(team, role)}` : thing;
  const known = team.things.get(name) ?? MAKES[thing](world, team, role);
  team.things.set(name, known);
  return known;
}
