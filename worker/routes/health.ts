import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../db/connection.ts';
import { Failure } from '../failure.ts';
import { deploymentMark } from '../security/deployment.ts';
import type { Sealer } from '../security/sealing.ts';
import type { AppEnv } from './route.ts';

const PATIENCE_MS = 2_000;

async function answers(db: Database): Promise<boolean> {
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  return await Promise.race([asked, sleep(PATIENCE_MS, false, { ref: false })]);
}

/** Open to everybody: `/healthz` says that the process runs, and of which deployment it is; `/readyz` that it can work. */
export function healthRoutes({ db, sealer }: { db: Database; sealer: Sealer }): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/healthz', (c) => c.json({ status: 'ok', deployment: deploymentMark(sealer) }));
  app.get('/readyz', async (c) => {
    if (await answers(db)) return c.json({ status: 'ready' });
    throw new Failure('unavailable', 'The database does not answer.');
  });
  return app;
}
