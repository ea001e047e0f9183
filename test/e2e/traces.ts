import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { Database } from '../../worker/db/connection.ts';

/** Every row of every table whose name matches the pattern, the queue's included. Bytes come as hex. */
export async function dumpOf(db: Database, tables: string): Promise<string> {
  return await db.transaction().execute(async (transaction) => {
    await sql`set local xmlbinary to hex`.execute(transaction);
    const { rows } = await sql<{ dump: string | null }>`
      select string_agg(
        query_to_xml(format('select * from %I.%I as t order by t::text', schemaname, tablename), true, false, '')::text, '') as dump
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename ~ ${tables}
    `.execute(transaction);
    return rows[0]?.dump ?? '';
  });
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
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), ...base64, ...url];
}
