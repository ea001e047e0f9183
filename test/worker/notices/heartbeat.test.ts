import { once } from 'node:events';
import { createServer } from 'node:http';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createLog } from '../../../worker/log.ts';
import { beat } from '../../../worker/notices/heartbeat.ts';
import { testDatabase } from '../../helpers/database.ts';

it('the watcher outside is called once a minute, however many processes there are', async () => {
  const database = await testDatabase();
  const { db } = database;
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/ping`;
  const log = createLog({ level: 'silent' });
  await Promise.all([beat(db, log, url), beat(db, log, url), beat(db, log, url)]);
  expect(calls).toBe(1);
  await sql`update alive set heartbeat_at = heartbeat_at - interval '1 minute'`.execute(db);
  await beat(db, log, url);
  expect(calls).toBe(2);
  server.closeAllConnections();
  server.close();
  await sql`update alive set heartbeat_at = heartbeat_at - interval '1 minute'`.execute(db);
  // a watcher that is away harms nobody
  await beat(db, log, url);
  await database.drop();
});
