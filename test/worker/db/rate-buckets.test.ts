import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../../worker/db/connection.ts';
import { takeFromBuckets } from '../../../worker/db/rate-buckets.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
let other: Database;
beforeAll(async () => {
  database = await testDatabase();
  other = connect(database.url);
});
afterAll(async () => {
  await other.destroy();
  await database.drop();
});

/** Asks as several processes at once. */
async function takeAtOnce(count: number, buckets: Parameters<typeof takeFromBuckets>[1]): Promise<number[]> {
  const asking = Array.from({ length: count }, (_, index) => takeFromBuckets(index % 2 ? other : database.db, buckets));
  return await Promise.all(asking);
}

/** Lets time pass for one bucket. */
async function age(name: string, seconds: number): Promise<void> {
  await sql`update rate_buckets set theoretical_arrival = theoretical_arrival - make_interval(secs => ${seconds}) where name = ${name}`.execute(
    database.db,
  );
}

describe('buckets shared by processes', () => {
  it('give exactly the burst at once, also when nobody used them before', async () => {
    const answers = await takeAtOnce(40, [{ name: 'fresh', everyMs: 60_000, burst: 9 }]);
    expect(answers.filter((wait) => wait === 0)).toHaveLength(9);
    expect(Math.max(...answers)).toBeLessThanOrEqual(60_000);
  });

  it('say how long until the next one, by the clock of the database', async () => {
    const bucket = [{ name: 'slow', everyMs: 60_000, burst: 1 }];
    expect(await takeFromBuckets(database.db, bucket)).toBe(0);
    const wait = await takeFromBuckets(database.db, bucket);
    expect(wait).toBeGreaterThan(55_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    await age('slow', 61);
    expect(await takeFromBuckets(database.db, bucket)).toBe(0);
  });

  it('are taken from together or not at all', async () => {
    const full = { name: 'a full', everyMs: 60_000, burst: 1 };
    const free = { name: 'b free', everyMs: 60_000, burst: 2 };
    await takeFromBuckets(database.db, [full]);
    for (let index = 0; index < 5; index++) expect(await takeFromBuckets(database.db, [free, full])).toBeGreaterThan(0);
    const answers = await takeAtOnce(6, [free]);
    expect(answers.filter((wait) => wait === 0)).toHaveLength(2);
  });

  it('do not lock each other out, in whatever order they are named', async () => {
    const [a, b] = ['x', 'y'].map((name) => ({ name, everyMs: 1, burst: 1_000_000 }));
    if (!a || !b) throw new Error('two buckets');
    const asking = Array.from({ length: 60 }, (_, index) =>
      takeFromBuckets(index % 2 ? other : database.db, index % 3 ? [a, b] : [b, a]),
    );
    expect(await Promise.all(asking)).toEqual(Array.from({ length: 60 }, () => 0));
  });

  it('refill at their pace: never more than burst and refill together in a window', async () => {
    const bucket = [{ name: 'minute', everyMs: 1200, burst: 9 }];
    let taken = 0;
    for (let tenth = 0; tenth < 12; tenth++) {
      taken += (await takeAtOnce(12, bucket)).filter((wait) => wait === 0).length;
      await age('minute', 5);
    }
    expect(taken).toBeGreaterThanOrEqual(52);
    expect(taken).toBeLessThanOrEqual(60);
  });
});
