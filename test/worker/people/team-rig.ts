import type { Role } from '../../../shared/people.ts';
import { insertMember } from '../../../worker/db/members.ts';
import type { Caller } from '../../../worker/security/identity.ts';
import { createWorld } from '../routes/world.ts';

/** A person as Google vouches for them. */
export const person = (name: string, domain: string | null = null): Caller => ({
  subject: name,
  email: `${name}@${domain ?? 'example.org'}`,
  domain,
  key: null,
});

/** The worker with a team made by somebody, and ways to put others into it. */
export async function teamRig() {
  const world = await createWorld();
  const { db } = world;
  const deps = { db, now: world.deps.now };
  const found = async (admin: string): Promise<string> => {
    await world.connect(admin);
    const { answer } = await world.json(admin, 'GET', '/v1/me');
    return String(answer['workspaceId']);
  };
  const put = async (workspaceId: string, name: string, role: Role = 'member'): Promise<string> =>
    (await insertMember(db, workspaceId, person(name), role)).id;
  const rolesOf = async (workspaceId: string): Promise<Record<string, Role>> => {
    const rows = await db.selectFrom('members').selectAll().where('workspace_id', '=', workspaceId).execute();
    return Object.fromEntries(rows.map(({ subject, role }) => [subject, role]));
  };
  const invite = async (admin: string, name: string, role: Role = 'member'): Promise<string> => {
    const email = `${name}@example.org`;
    return String((await world.json(admin, 'POST', '/v1/invitations', { email, role })).answer['id']);
  };
  const deeds = async (workspaceId: string): Promise<string[]> => {
    const rows = await db
      .selectFrom('audit_log')
      .select('action')
      .where('workspace_id', '=', workspaceId)
      .orderBy('id')
      .execute();
    return rows.map(({ action }) => action);
  };
  return { ...world, world, deps, found, put, rolesOf, invite, deeds };
}

export type TeamRig = Awaited<ReturnType<typeof teamRig>>;
