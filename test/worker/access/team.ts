import { randomBytes, randomUUID } from 'node:crypto';
import { Failure } from '../../../worker/failure.ts';
import { newApiKey } from '../../../worker/security/api-keys.ts';
import { sealCredentials } from '../../../worker/security/credentials.ts';
import type { Identity, KeyScope } from '../../../worker/security/identity.ts';
import { createWorld } from '../routes/world.ts';
import type { Role } from './roles.ts';

/** Stands for Google: the token is the person. That real tokens are looked at is tested elsewhere. */
const identity: Identity = {
  async verify(header) {
    const subject = /^Bearer person\.([\w-]+)$/.exec(header ?? '')?.[1];
    if (subject === undefined) throw new Failure('unauthorized', 'Google did not confirm who is asking.');
    return { subject, email: `${subject}@example.org`, domain: null, key: null };
  },
};

export const accessWorld = () => createWorld({ identity });
export type AccessWorld = Awaited<ReturnType<typeof accessWorld>>;

const until = new Date('2027-06-01T00:00:00Z');
const SCOPES: Readonly<Record<string, KeyScope[]>> = {
  'key: read': ['read'],
  'key: refresh': ['read', 'refresh'],
  'key: manage': ['read', 'refresh', 'manage'],
};

/** A team with everybody in the roles around it, and one report in a spreadsheet that editors may refresh, one they may only see. */
export type Team = {
  readonly tag: string;
  readonly workspace: string;
  readonly connection: string;
  readonly spreadsheet: string;
  readonly googleId: string;
  readonly report: string;
  readonly narrow: string;
  readonly headers: ReadonlyMap<Role, string | null>;
  /** Things made when first asked for, by kind. */
  readonly things: Map<string, Promise<string>>;
};

type Db = AccessWorld['db'];

async function workspaceOf(db: Db, name: string): Promise<string> {
  const { id } = await db.insertInto('workspaces').values({ name }).returning('id').executeTakeFirstOrThrow();
  return id;
}

async function addMembers(db: Db, workspace: string, elsewhere: string, tag: string): Promise<void> {
  const member = (subject: string, role: 'admin' | 'member', workspace_id = workspace) => ({
    workspace_id,
    subject,
    email: `${subject}@example.org`,
    role,
  });
  const all = [
    member(`admin-${tag}`, 'admin'),
    member(`member-${tag}`, 'member'),
    member(`other-${tag}`, 'member'),
    member(`foreign-${tag}`, 'admin', elsewhere),
    member(`foreign-other-${tag}`, 'admin', elsewhere),
  ];
  await db.insertInto('members').values(all).execute();
  const subject = `removed-${tag}`;
  await db
    .insertInto('removed_members')
    .values({ id: randomUUID(), workspace_id: workspace, subject, email: subject, removed_by: 'x', removed_at: until })
    .execute();
}

async function addSpreadsheet(db: Db, workspace_id: string, tag: string) {
  const googleId = randomBytes(16).toString('hex');
  const { id } = await db
    .insertInto('spreadsheets')
    .values({ workspace_id, google_id: googleId, writer_email: 'writer@willcall.example', linked_at: until })
    .returning('id')
    .executeTakeFirstOrThrow();
  const proof = (who: string) => ({
    workspace_id,
    spreadsheet_id: id,
    subject: `${who}-${tag}`,
    challenge_hash: null,
    challenge_expires_at: null,
    proved_until: until,
  });
  await db.insertInto('proofs').values(['admin', 'member', 'editor', 'looker'].map(proof)).execute();
  return { id, googleId };
}

async function addKeys(db: Db, workspace_id: string): Promise<[Role, string][]> {
  const made: [Role, string][] = [];
  const rows = (['key: read', 'key: refresh', 'key: manage'] as const).map((role) => {
    const { id, text, hash } = newApiKey();
    made.push([role, `Bearer ${text}`]);
    const values = { id, workspace_id, name: role, secret_hash: hash, scopes: SCOPES[role] ?? [], created_by: 'x' };
    return { ...values, expires_at: null, last_used_on: null, revoked_at: null };
  });
  await db.insertInto('api_keys').values(rows).execute();
  return made;
}

const headersOf = (tag: string, keys: [Role, string][]): Map<Role, string | null> =>
  new Map<Role, string | null>([
    ['no token', null],
    ['bad token', 'Bearer nonsense'],
    ['stranger', `Bearer person.stranger-${tag}`],
    ['sheet editor', `Bearer person.editor-${tag}`],
    ['editor who may only look', `Bearer person.looker-${tag}`],
    ['member', `Bearer person.member-${tag}`],
    ['admin', `Bearer person.admin-${tag}`],
    ['admin elsewhere', `Bearer person.foreign-${tag}`],
    ['removed member', `Bearer person.removed-${tag}`],
    ...keys,
  ]);

export async function makeTeam({ db, deps }: AccessWorld): Promise<Team> {
  const tag = randomBytes(6).toString('hex');
  const [workspace, elsewhere] = [await workspaceOf(db, tag), await workspaceOf(db, tag)];
  await addMembers(db, workspace, elsewhere, tag);
  const owner = { id: randomUUID(), workspace_id: workspace };
  const sealed = sealCredentials(deps.sealer, owner, { apiKey: 'secret' });
  await db
    .insertInto('connections')
    .values({ ...owner, provider: 'tixngo', label: 'Main', sealed, created_by: 'x' })
    .execute();
  const { id: spreadsheet, googleId } = await addSpreadsheet(db, workspace, tag);
  const keys = await addKeys(db, workspace);
  const headers = headersOf(tag, keys);
  const reportOf = async (tab: string, editors: 'refresh' | 'see'): Promise<string> => {
    const { id } = await db
      .insertInto('reports')
      .values({
        workspace_id: workspace,
        name: tab,
        dataset: 'tickets',
        columns: JSON.stringify(['ticket-id']),
        spreadsheet_id: spreadsheet,
        tab,
        write_mode: 'replace',
        editors,
        created_by: 'x',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const source = { report_id: id, workspace_id: workspace, position: 0, connection_id: owner.id };
    await db
      .insertInto('report_sources')
      .values({ ...source, scope: JSON.stringify({ eventId: 'gala' }) })
      .execute();
    return id;
  };
  const [report, narrow] = [await reportOf('Tickets', 'refresh'), await reportOf('Staff', 'see')];
  return {
    tag,
    workspace,
    connection: owner.id,
    spreadsheet,
    googleId,
    report,
    narrow,
    headers,
    things: new Map<string, Promise<string>>(),
  };
}
