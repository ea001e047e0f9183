import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedSentence, chosenTeam } from '../../../worker/commands/admins.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';
import { teamRig, type TeamRig } from '../people/team-rig.ts';

let rig: TeamRig;
beforeAll(async () => {
  rig = await teamRig();
});
afterAll(() => rig.close());

const NOW = new Date('2027-05-01T10:00:00Z');

describe('willcall admins add', () => {
  it('makes a member an admin at once, and anybody else as soon as they sign in', async () => {
    const team = await rig.found('ada');
    await rig.put(team, 'bob');
    const of = { workspace: team };
    expect(await addedSentence(rig.db, { ...of, email: 'bob@example.org' }, NOW)).toContain('is an admin of');
    expect(await addedSentence(rig.db, { ...of, email: 'cleo@example.org' }, NOW)).toContain('until 2027-05-31');
    expect(await rig.rolesOf(team)).toEqual({ ada: 'admin', bob: 'admin' });
    const [at, again] = await Promise.all([rig.json('cleo', 'GET', '/v1/me'), rig.json('cleo', 'GET', '/v1/members')]);
    expect([at.status, again.status]).toEqual([200, 200]);
    expect(await rig.rolesOf(team)).toEqual({ ada: 'admin', bob: 'admin', cleo: 'admin' });
    expect((await rig.deeds(team)).filter((deed) => deed === 'admin.added')).toHaveLength(2);
  });

  it('leaves somebody in their own team alone until they come by themselves', async () => {
    const team = await rig.found('dora');
    const own = await rig.found('emil');
    await addedSentence(rig.db, { workspace: team, email: 'emil@example.org' }, NOW);
    expect((await rig.json('emil', 'GET', '/v1/me')).answer).toMatchObject({
      workspaceId: own,
      invitations: [{ role: 'admin', invitedBy: 'Operator' }],
    });
  });

  it('asks which team when there are several', () => {
    const teams = [
      { id: '1', name: 'Hall', members: 2 },
      { id: '2', name: 'Arena', members: 1 },
    ];
    expect(chosenTeam(teams, 'Hall').id).toBe('1');
    expect(chosenTeam(teams.slice(1), undefined).id).toBe('2');
    expect(() => chosenTeam(teams, undefined)).toThrow('  1  Hall (2 people)');
    expect(() => chosenTeam(teams, 'Park')).toThrow('No team is "Park"');
    expect(() => chosenTeam([], undefined)).toThrow('There is no team yet');
  });

  it('works on the database of the settings, and says what is wrong with its words', async () => {
    const database: TestDatabase = await testDatabase();
    const dir = await mkdtemp(join(tmpdir(), 'willcall-admins-'));
    const env = { ...process.env, DATABASE_URL: database.url, WILLCALL_DIR: dir };
    const run = async (...words: string[]) =>
      await promisify(execFile)(process.execPath, ['--import', 'tsx', 'worker/cli.ts', 'admins', ...words], {
        env,
      }).then(
        ({ stdout }) => ({ code: 0, text: stdout }),
        (error: unknown) => {
          const { code, stderr } = Object.assign({ code: -1, stderr: '' }, error);
          return { code, text: stderr };
        },
      );
    try {
      await database.db.insertInto('workspaces').values({ name: 'Hall' }).execute();
      expect(await run('add', 'Ada@Example.org')).toMatchObject({
        code: 0,
        text: expect.stringContaining('ada@example.org'),
      });
      expect(await run('add', 'nobody')).toMatchObject({ code: 2, text: expect.stringContaining('no e-mail address') });
    } finally {
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
