import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Database } from '../../worker/db/connection.ts';

type Table = { schemaname: string; tablename: string };

/** Every row of every table whose name matches the pattern, the queue's included, a JSON object a line. Bytes come as hex. */
export async function dumpOf(db: Database, tables: string): Promise<string> {
  const transaction = db.transaction().setIsolationLevel('repeatable read');
  return await transaction.execute(async (snapshot) => {
    const found = await sql<Table>`
      select schemaname, tablename from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and tablename ~ ${tables} order by 1, 2`.execute(
      snapshot,
    );
    const dumps = [];
    for (const { schemaname, tablename } of found.rows) {
      const { rows } = await sql<{ line: string }>`
        select row_to_json(t)::text as line from ${sql.table(`${schemaname}.${tablename}`)} as t order by t::text`.execute(
        snapshot,
      );
      dumps.push(tablename, ...rows.map(({ line }) => line));
    }
    return dumps.join('\n');
  });
}

/** How many rows each of these tables has. */
export async function rowsIn(db: Database, tables: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
    counts.set(table, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Everything a Redis server holds, in its own form. */
export async function redisDump(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const values = await Promise.all(keys.map(async (key) => await readKey(redis, key)));
    return keys.map((key, index) => `${key} ${values[index]}`).join('\n');
  } finally {
    redis.disconnect();
  }
}

async function readKey(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return (await redis.get(key)) ?? '';
  }
}

/** The forms in which a text could lie around. Base64 is cut to what does not depend on its neighbours. */
export function formsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    return bytes.toString('base64').slice(shift === 0 ? 0 : 4, -4);
  });
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const all = [encodeURIComponent(secret), Buffer.from(secret).toString('hex'), ...base64, ...url];
  // what is shorter turns up by chance
  return [secret, ...all.filter((form) => form.length >= 10)];
}
