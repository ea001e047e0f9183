import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPassing, withRetry } from '../../../worker/db/connection.ts';
import { migrate, readMigrations } from '../../../worker/db/migrate.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('a test database', () => {
  it('is migrated, empty and its own', async () => {
    const other = await testDatabase();
    await database.db.insertInto('workspaces').values({ name: 'Box office' }).execute();
    expect(await other.db.selectFrom('workspaces').selectAll().execute()).toEqual([]);
    await other.drop();
  });

  it('gives counts as numbers and times as dates', async () => {
    const { rows } = await sql<{ count: unknown; big: unknown; at: unknown }>`
      select count(*) as count, 9007199254740993::int8 as big, now() as at from workspaces`.execute(database.db);
    expect(rows[0]).toEqual({ count: expect.any(Number), big: '9007199254740993', at: expect.any(Date) });
  });
});

describe('migrations', () => {
  it('run once, also when several programs start together', async () => {
    const fresh = await testDatabase();
    await sql`drop schema public cascade; create schema public`.execute(fresh.db);
    const applied = await Promise.all([migrate(fresh.db), migrate(fresh.db), migrate(fresh.db)]);
    expect(applied.flat().toSorted()).toEqual(readMigrations().map(({ name }) => name));
    expect(await migrate(fresh.db)).toEqual([]);
    await fresh.drop();
  });

  it('leave nothing behind when a step fails', async () => {
    const broken = { version: 999, name: '999-broken', text: 'create table half (id int); select nonsense;' };
    const steps = [...readMigrations(), broken];
    await expect(migrate(database.db, steps)).rejects.toThrow('nonsense');
    const { rows } = await sql`select to_regclass('half') as half`.execute(database.db);
    expect(rows).toEqual([{ half: null }]);
  });

  it('refuse a database of a newer program', async () => {
    const fresh = await testDatabase();
    await sql`insert into migrations (version, name) values (998, '998-future')`.execute(fresh.db);
    await expect(migrate(fresh.db)).rejects.toThrow('belongs to a newer Willcall (step 998)');
    await fresh.drop();
  });
});

describe('retrying', () => {
  const failure = (code: string) => Object.assign(new Error('away'), { code });

  it('goes on while the database is away, and gives up after 30 s', async () => {
    let clock = 0;
    const wait = (ms: number) => Promise.resolve((clock += ms));
    const options = { now: () => clock, wait };
    let calls = 0;
    const work = () => (++calls < 4 ? Promise.reject(failure('57P01')) : Promise.resolve('there'));
    expect(await withRetry(work, options)).toBe('there');
    clock = 0;
    await expect(withRetry(() => Promise.reject(failure('ECONNREFUSED')), options)).rejects.toThrow('away');
    expect(clock).toBeGreaterThan(25_000);
    expect(clock).toBeLessThanOrEqual(30_000);
  });

  it('does not repeat what will never work', async () => {
    let calls = 0;
    const work = () => Promise.reject(Object.assign(failure('23505'), { calls: ++calls }));
    await expect(withRetry(work)).rejects.toThrow('away');
    expect(calls).toBe(1);
  });

  it('knows connections that were cut', async () => {
    const cut = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.db);
    expect(await cut.then(() => false, isPassing)).toBe(true);
    expect(await withRetry(() => sql`select 1 as one`.execute(database.db))).toMatchObject({ rows: [{ one: 1 }] });
  });
});
