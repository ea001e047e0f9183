import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findConnection } from '../../worker/db/connections.ts';
import { createProviderAccess, type ProviderAccess } from '../../worker/provider-access.ts';
import { createHttp, type Http } from '../../worker/providers/http.ts';
import { createProviders } from '../../worker/providers/index.ts';
import { createQuestions } from '../../worker/questions.ts';
import { sealCredentials } from '../../worker/security/credentials.ts';
import { createSealer, type Sealer } from '../../worker/security/sealing.ts';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';

/** Takes requests and never answers. */
async function silentServer(): Promise<{ server: Server; origin: string }> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

describe('a ticketing system that takes requests and never answers', () => {
  let database: TestDatabase;
  let server: Server;
  let http: Http;
  let sealer: Sealer;
  let access: ProviderAccess;
  beforeEach(async () => {
    // a second of waiting passes in a millisecond
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 1000));
    database = await testDatabase();
    const silent = await silentServer();
    ({ server } = silent);
    http = createHttp({ trusted: [silent.origin], now: () => new Date() });
    sealer = createSealer(randomBytes(32));
    access = createProviderAccess({
      providers: createProviders({}),
      http,
      sealer,
      origins: { tixngo: silent.origin },
      readColumn: async () => [],
      openLookup: async () => await Promise.resolve([]),
      now: () => new Date(),
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
    await http.close();
    await database.drop();
  });
  const connect = async () => {
    const { db } = database;
    const workspace = await db
      .insertInto('workspaces')
      .values({ name: 'Box office' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const owner = { id: randomUUID(), workspace_id: workspace.id };
    const sealed = sealCredentials(sealer, owner, { apiKey: 'key' });
    await db
      .insertInto('connections')
      .values({ ...owner, provider: 'tixngo', label: 'Hall', sealed, created_by: 'me' })
      .execute();
    const connection = await findConnection(db, owner.workspace_id, owner.id);
    if (!connection) throw new Error('no connection');
    return connection;
  };

  it('is named as what does not answer when its key is tested', async () => {
    await expect(access.test(await connect())).rejects.toMatchObject({ code: 'provider-unavailable' });
  });

  it('is named as what does not answer when a report is previewed', async () => {
    const questions = createQuestions({ db: database.db, access, sealer, now: () => new Date() });
    const scope = { appId: 'demo-app', eventId: 'spring-gala-2027' };
    const sources = [{ connection: await connect(), scope }];
    const question = { sources, dataset: 'tickets', filters: {}, columns: [] } as const;
    await expect(questions.preview(question, null)).rejects.toMatchObject({ code: 'provider-unavailable' });
  });
});
