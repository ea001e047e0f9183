import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rewrapToTheEnd } from '../../../worker/commands/rotate-keys.ts';
import { replaceSealed, SEALED_COLUMNS, sealedOtherwise } from '../../../worker/db/sealed-columns.ts';
import { openCredentials, sealCredentials } from '../../../worker/security/credentials.ts';
import { dropPreviousKey, openKeyRing, renewKeyFile, type KeyRing } from '../../../worker/security/key-ring.ts';
import { rewrapAll } from '../../../worker/security/rotation.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

/** Columns of bytes that no master key seals: hashes, and rows under a run's own key. */
const NOT_SEALED = [
  'api_keys.secret_hash',
  'key_links.secret_hash',
  'notice_targets.unsubscribe_hash',
  'proofs.challenge_hash',
  'published_rows.hashes',
  'run_pages.sealed',
  'share_links.token_hash',
];

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const ring = (current: Buffer, ...previous: Buffer[]): KeyRing => ({
  current: () => current,
  previous: () => previous,
});
const context = { kind: 'connection', id: 'a', workspaceId: 'w' };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.db.deleteFrom('workspaces').execute();
});
afterAll(() => database.drop());

async function accounts(count: number, key = oldKey): Promise<void> {
  const { db } = database;
  const { id: workspace_id } = await db
    .insertInto('workspaces')
    .values({ name: 'Team' })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let at = 0; at < count; at += 1) {
    const owner = { id: crypto.randomUUID(), workspace_id };
    const sealed = sealCredentials(createSealer(key), owner, { apiKey: `key ${at}` });
    await db
      .insertInto('connections')
      .values({ ...owner, provider: 'tixngo', label: String(at), sealed, created_by: 'ada' })
      .execute();
  }
}

const opened = async (sealer: ReturnType<typeof createSealer>) =>
  (await database.db.selectFrom('connections').selectAll().orderBy('label').execute()).map((row) =>
    openCredentials(sealer, row),
  );

describe('a new master key', () => {
  it('opens what the earlier one sealed, and seals with the new one only', () => {
    const sealed = createSealer(oldKey).seal(Buffer.from('secret'), context);
    const both = createSealer(ring(newKey, oldKey));
    expect(both.open(sealed, context).toString()).toBe('secret');
    expect(() => createSealer(oldKey).open(both.seal(Buffer.from('more'), context), context)).toThrow(
      'earlier master key',
    );
    const rewrapped = both.rewrap(sealed, context);
    expect(rewrapped && createSealer(newKey).open(rewrapped, context).toString()).toBe('secret');
    expect(rewrapped && both.rewrap(rewrapped, context)).toBeNull();
    expect(() => both.rewrap(sealed, { ...context, id: 'b' })).toThrow('does not open');
  });

  it('takes over every value, in batches, and the old one is not needed any more', async () => {
    await accounts(7);
    const count = await rewrapAll(database.db, createSealer(ring(newKey, oldKey)), 2);
    expect(count).toEqual({ rewrapped: 7, changed: 0, closed: 0 });
    expect((await opened(createSealer(newKey))).map(({ apiKey }) => apiKey)).toEqual(
      Array.from({ length: 7 }, (_, at) => `key ${at}`),
    );
    expect((await rewrapAll(database.db, createSealer(ring(newKey, oldKey)))).rewrapped).toBe(0);
  });

  it('goes on where it was stopped', async () => {
    await accounts(6);
    let left = 3;
    const both = createSealer(ring(newKey, oldKey));
    const dying = {
      ...both,
      rewrap: (...given: Parameters<typeof both.rewrap>) => {
        if ((left -= 1) < 0) throw new Error('killed');
        return both.rewrap(...given);
      },
    };
    await expect(rewrapAll(database.db, dying, 2)).rejects.toThrow('killed');
    expect((await opened(both)).length).toBe(6);
    expect((await rewrapAll(database.db, both, 2)).rewrapped).toBe(3);
    expect((await opened(createSealer(newKey))).length).toBe(6);
  });

  it('never puts an old key over one that was entered meanwhile', async () => {
    await accounts(1);
    const { db } = database;
    const both = createSealer(ring(newKey, oldKey));
    const column = SEALED_COLUMNS.find(({ table }) => table === 'connections');
    if (!column) throw new Error('connections are not sealed');
    const [value] = await sealedOtherwise(db, column, both.keyId, { limit: 10 });
    const row = await db.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
    const entered = sealCredentials(createSealer(oldKey), row, { apiKey: 'entered meanwhile' });
    await db.updateTable('connections').set({ sealed: entered, updated_at: new Date() }).execute();
    const late = value && both.rewrap(value.sealed, value.context);
    expect(value && late && (await replaceSealed(db, column, value, late))).toBe(false);
    await rewrapToTheEnd({ db, sealer: both, say: () => undefined, wait: async () => undefined });
    expect(await opened(createSealer(newKey))).toEqual([{ apiKey: 'entered meanwhile' }]);
  });

  it('tells of values that none of the keys opens, and leaves them alone', async () => {
    await accounts(2);
    await accounts(1, randomBytes(32));
    const said: string[] = [];
    const sealer = createSealer(ring(newKey, oldKey));
    const say = (line: string) => void said.push(line);
    const count = await rewrapToTheEnd({ db: database.db, sealer, say, wait: async () => undefined });
    expect(count).toEqual({ rewrapped: 2, changed: 0, closed: 1 });
    expect(said).toEqual([`2 sealed values now belong to the key ${sealer.keyId}.`]);
  });

  it('knows every column that is sealed', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' order by 1`.execute(database.db);
    const known = [...NOT_SEALED, ...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)];
    const ours = rows.map(({ name }) => name).filter((name) => !name.startsWith('bullmq'));
    expect(
      ours.filter((name) => !known.includes(name)),
      'worker/db/sealed-columns.ts',
    ).toEqual([]);
    expect(
      known.filter((name) => !ours.includes(name)),
      'not in the schema',
    ).toEqual([]);
    for (const column of SEALED_COLUMNS)
      await sql`select ${sql.ref(column.id)}, ${sql.ref(column.workspace)} from ${sql.table(column.table)}`.execute(
        database.db,
      );
  });
});

describe('the key file', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'willcall-ring-'));

  it('is replaced while a worker runs, which goes on opening and seals with the new key', () => {
    const dir = folder();
    const running = createSealer(openKeyRing({ dir }));
    const before = running.keyId;
    const sealed = running.seal(Buffer.from('secret'), context);
    expect(renewKeyFile(dir)).toBe(true);
    expect(statSync(join(dir, 'master.previous.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(running.keyId).not.toBe(before);
    expect(running.open(sealed, context).toString()).toBe('secret');
    const rewrapped = running.rewrap(sealed, context);
    dropPreviousKey(dir);
    expect(existsSync(join(dir, 'master.previous.key'))).toBe(false);
    expect(rewrapped && running.open(rewrapped, context).toString()).toBe('secret');
    expect(() => running.open(sealed, context)).toThrow('Put the earlier master key back');
    rmSync(dir, { recursive: true });
  });

  it('is not replaced twice before the first change is done', () => {
    const dir = folder();
    openKeyRing({ dir });
    renewKeyFile(dir);
    const key = readFileSync(join(dir, 'master.key'), 'utf8');
    expect(renewKeyFile(dir)).toBe(false);
    expect(readFileSync(join(dir, 'master.key'), 'utf8')).toBe(key);
    rmSync(dir, { recursive: true });
  });

  it('is replaced by the next try when the first was killed before the new key was there', () => {
    const dir = folder();
    const ringOf = openKeyRing({ dir });
    const key = ringOf.current();
    writeFileSync(join(dir, 'master.previous.key'), key.toString('base64'), { mode: 0o600 });
    expect(renewKeyFile(dir)).toBe(true);
    expect(ringOf.current().equals(key)).toBe(false);
    expect(ringOf.previous()).toEqual([key]);
    rmSync(dir, { recursive: true });
  });

  it('and the earlier one are refused while others can read them', () => {
    const dir = folder();
    const ringOf = openKeyRing({ dir });
    renewKeyFile(dir);
    chmodSync(join(dir, 'master.previous.key'), 0o640);
    expect(() => ringOf.previous()).toThrow('chmod 600');
    rmSync(dir, { recursive: true });
  });

  it('of the settings comes with its earlier ones', () => {
    const [one, two] = [oldKey, newKey].map((key) => key.toString('base64'));
    const keys = openKeyRing({ dir: '/nowhere', base64: two, previous: [one ?? ''] });
    expect(keys.current()).toEqual(newKey);
    expect(keys.previous()).toEqual([oldKey]);
    const wrong = () => openKeyRing({ dir: '/nowhere', base64: two, previous: ['c2hvcnQ='] });
    expect(wrong).toThrow('WILLCALL_PREVIOUS_KEYS must hold 32 bytes');
  });
});
