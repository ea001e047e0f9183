import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rememberUsed, usedIds, type UsedId } from '../../../worker/db/used-ids.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 10, minute));
const event = (value: string, name: string | null = null): UsedId => ({ kind: 'event', value, name });

async function account() {
  const { db } = database;
  const workspace = await db
    .insertInto('workspaces')
    .values({ name: 'Gala' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const values = {
    workspace_id: workspace.id,
    provider: 'tixngo',
    label: 'Main',
    sealed: Buffer.of(1),
    created_by: 'a',
  };
  const { id } = await db.insertInto('connections').values(values).returning('id').executeTakeFirstOrThrow();
  const owner = { workspaceId: workspace.id, connectionId: id };
  return {
    owner,
    remember: async (used: UsedId[], now: Date) => await rememberUsed(db, owner, used, now),
    known: async (kind: UsedId['kind'] = 'event') =>
      (await usedIds(db, owner, kind)).map(({ value, name }) => [value, name]),
  };
}

describe('ids that reports used', () => {
  it('are remembered, used last first, apps apart from events', async () => {
    const { remember, known } = await account();
    await remember([event('spring'), { kind: 'app', value: 'demo-app', name: null }], at(0));
    await remember([event('autumn')], at(1));
    expect(await known()).toEqual([
      ['autumn', null],
      ['spring', null],
    ]);
    await remember([event('spring')], at(2));
    expect((await known())[0]).toEqual(['spring', null]);
    expect(await known('app')).toEqual([['demo-app', null]]);
  });

  it('take the name the data gives, and keep it when the id is typed again', async () => {
    const { remember, known } = await account();
    await remember([event(' 17 ')], at(0));
    await remember([event('17'), event('17', 'Spring Gala'), event('17')], at(1));
    await remember([event('17')], at(2));
    expect(await known()).toEqual([['17', 'Spring Gala']]);
    await remember([event('17', 'Spring Gala 2027')], at(3));
    expect(await known()).toEqual([['17', 'Spring Gala 2027']]);
  });

  it('are 500 at most, and the ones used longest ago go', async () => {
    const { remember, known } = await account();
    await remember([event('old')], at(0));
    await remember([event('newer')], at(1));
    await remember([{ kind: 'app', value: 'app', name: null }], at(0));
    const many = Array.from({ length: 499 }, (_, index) => event(`e${index}`));
    await remember(many, at(2));
    const values = (await known()).map(([value]) => value);
    expect(values).toHaveLength(500);
    expect(values).toContain('newer');
    expect(values).not.toContain('old');
    expect(await known('app')).toHaveLength(1);
    await remember([event('typed'), ...many, ...many.map(({ value }) => event(`${value}x`))], at(3));
    expect(await known()).toHaveLength(500);
    expect((await known()).map(([value]) => value)).toContain('typed');
  });

  it('leave out what is no id, and what a database cannot keep', async () => {
    const { remember, known } = await account();
    await remember(
      [event('  '), event('x'.repeat(201)), event('1\x007', 'Ga\x00la'), event('18', 'y'.repeat(999))],
      at(0),
    );
    expect(await known()).toEqual([
      ['17', 'Gala'],
      ['18', 'y'.repeat(300)],
    ]);
  });

  it('are forgotten with their account, and never kept for one that is gone or of somebody else', async () => {
    const { owner, remember, known } = await account();
    const other = await account();
    await remember([event('17')], at(0));
    const { db } = database;
    await rememberUsed(db, { ...owner, workspaceId: other.owner.workspaceId }, [event('18')], at(0));
    await rememberUsed(db, { ...owner, connectionId: randomUUID() }, [event('18')], at(0));
    expect(await known()).toEqual([['17', null]]);
    expect(await usedIds(db, { ...owner, workspaceId: other.owner.workspaceId }, 'event')).toEqual([]);
    await db.deleteFrom('connections').where('id', '=', owner.connectionId).execute();
    expect(await known()).toEqual([]);
    await remember([event('17')], at(1));
    expect(await known()).toEqual([]);
  });

  it('can be remembered by several runs at once', async () => {
    const { remember, known } = await account();
    const sets = Array.from({ length: 8 }, (_, run) =>
      Array.from({ length: 120 }, (__, index) => event(`e${(index * (run % 2 ? 1 : -1) + run * 60 + 2000) % 700}`)),
    );
    await Promise.all(sets.map((set, run) => remember(set, at(run))));
    expect(await known()).toHaveLength(500);
  });
});
