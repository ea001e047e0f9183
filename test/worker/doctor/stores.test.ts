import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../../worker/db/connection.ts';
import { readMigrations } from '../../../worker/db/migrate.ts';
import { checkDatabase, checkDisk, checkSchema } from '../../../worker/doctor/database.ts';
import { checkFolder } from '../../../worker/doctor/folder.ts';
import { checkMail } from '../../../worker/doctor/mail.ts';
import { checkMasterKey } from '../../../worker/doctor/master-key.ts';
import { checkPostgresQueue, checkRedisQueue } from '../../../worker/doctor/queue.ts';
import { createRunQueue } from '../../../worker/jobs/run-queue.ts';
import { createLog } from '../../../worker/log.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';
import { temporaryFolder } from '../commands/surroundings.ts';
import { deadAddress, serveSilence, soon } from './servers.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.drop());

const looked = () => ({ db: own.db, isEmbedded: false });
const nowhere = async () => (await deadAddress()).replace('http://', 'postgres://someone:secret-word@').concat('/x');

describe('the database', () => {
  it('answers and is new enough', async () => {
    expect(await checkDatabase(looked(), '.')).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^Postgres \d\d\.\d+ answers$/),
    });
  });

  it('is at fault when it does not answer, without telling the password', async () => {
    const db = connect(await nowhere(), { max: 1 });
    onTestFinished(() => db.destroy());
    const finding = await checkDatabase({ db, isEmbedded: false }, '.');
    expect(finding).toMatchObject({ state: 'fault', found: expect.stringContaining('nothing listens there') });
    expect(JSON.stringify(finding)).not.toContain('secret-word');
  });

  it('starts with the worker when it is the embedded one', async () => {
    const dir = temporaryFolder();
    expect(await checkDatabase(null, dir)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('first start'),
    });
    mkdirSync(join(dir, 'postgres'));
    writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '18\n');
    expect(await checkDatabase(null, dir)).toMatchObject({ found: expect.stringContaining('Postgres 18 starts with') });
  });

  it('has the tables of this program, older ones, or newer ones', async () => {
    expect(await checkSchema(looked())).toMatchObject({ state: 'ok' });
    const next = { version: 999, name: '999-next', text: '' };
    expect(await checkSchema(looked(), [...readMigrations(), next])).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('999-next'),
    });
    expect(await checkSchema(looked(), readMigrations().slice(0, 3))).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('newer Willcall'),
    });
  });

  it('needs room on its disk', async () => {
    const free = (gigabytes: number) => () => Promise.resolve(gigabytes * 1024 ** 3);
    expect(await checkDisk('.', true, free(50))).toMatchObject({ state: 'ok' });
    expect(await checkDisk('.', true, free(1))).toMatchObject({ state: 'warning' });
    expect(await checkDisk('.', false, free(1))).toMatchObject({ state: 'ok' });
    expect(await checkDisk('.', false, free(0.1))).toMatchObject({ state: 'fault' });
  });
});

describe('the master key', () => {
  it('opens what is sealed, or it is told that it does not', async () => {
    const [mine, earlier, other] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const ring = (current: Buffer, previous: readonly Buffer[] = []) => ({
      current: () => current,
      previous: () => previous,
    });
    expect(await checkMasterKey(ring(mine), own.db)).toMatchObject({ found: 'nothing is sealed yet' });
    expect(await checkMasterKey(null, own.db)).toMatchObject({ found: 'it is made at the first start' });
    const workspace = '00000000-0000-4000-8000-000000000001';
    const { wrapped } = createSealer(earlier).newKey({ kind: 'hash-key', id: workspace, workspaceId: workspace });
    await sql`insert into workspaces (id, name, hash_key) values (${workspace}, 'Team', ${wrapped})`.execute(own.db);
    expect(await checkMasterKey(ring(earlier), own.db)).toEqual({ state: 'ok', found: 'it opens what is sealed' });
    expect(await checkMasterKey(ring(mine, [earlier]), own.db)).toMatchObject({
      state: 'warning',
      fix: expect.stringContaining('rotate-keys'),
    });
    expect(await checkMasterKey(ring(other), own.db)).toMatchObject({ state: 'fault' });
    expect(await checkMasterKey(null, own.db)).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('no master key'),
    });
  });
});

describe('the queue', () => {
  it('is on Postgres, before and after a worker made it', async () => {
    const fresh = await testDatabase();
    onTestFinished(() => fresh.drop());
    expect(await checkPostgresQueue(fresh.url)).toEqual({ state: 'ok', found: 'on Postgres; made at the first start' });
    const queue = await createRunQueue({ databaseUrl: fresh.url }, createLog({ level: 'silent' }));
    await queue.wake({ id: 'a-run', epoch: 0 }, 60_000);
    expect(await checkPostgresQueue(fresh.url)).toEqual({
      state: 'ok',
      found: 'on Postgres; 1 waiting, 0 being worked on',
    });
    await queue.close();
  });

  it('is at fault when what is there keeps silent, and lets go of it', async () => {
    const { place, isLeft } = await serveSilence();
    const url = `postgres://someone:secret-word@${place}/x`;
    const finding = await checkPostgresQueue(url, 50);
    expect(finding).toMatchObject({ state: 'fault', found: expect.not.stringContaining('secret-word') });
    await vi.waitFor(() => expect(isLeft()).toBe(true));
  });

  it('is at fault when nothing answers', async () => {
    expect(await checkPostgresQueue(await nowhere())).toMatchObject({ state: 'fault' });
    const redisUrl = (await deadAddress()).replace('http://', 'redis://:secret-word@');
    const finding = await checkRedisQueue({ redisUrl, signal: soon() });
    expect(finding).toMatchObject({ state: 'fault', found: expect.stringContaining('does not answer') });
    expect(JSON.stringify(finding)).not.toContain('secret-word');
  });

  it('is on Redis, which must not forget', async (context) => {
    const redisUrl = inject('redisUrl');
    if (redisUrl === null) return context.skip();
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    onTestFinished(() => redis.disconnect());
    const before = await redis.dbsize();
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await checkRedisQueue({ redisUrl, signal: soon(), prefix: 'doctor' })).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('maxmemory-policy allkeys-lru'),
    });
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await checkRedisQueue({ redisUrl, signal: soon(), prefix: 'doctor' })).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^(Redis|Valkey) [\d.]+, noeviction; 0 waiting/),
    });
    expect(await redis.dbsize()).toBe(before);
  });
});

async function mailServer(onAuth: SMTPServerOptions['onAuth']): Promise<string> {
  const server = new SMTPServer({ hideSTARTTLS: true, allowInsecureAuth: true, ...(onAuth ? { onAuth } : {}) });
  const port = await new Promise<number>((resolve) => {
    const { server: inner } = server;
    server.listen(0, '127.0.0.1', () => {
      const address = inner.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `127.0.0.1:${port}`;
}

describe('e-mail', () => {
  const asked = { from: 'Willcall <willcall@example.org>', isRehearsal: false, deadlineMs: 2_000 };

  it('is in order when the server takes the account', async () => {
    const host = await mailServer((auth, _session, done) =>
      done(auth.password === 'secret-word' ? null : new Error('wrong'), { user: 'us' }),
    );
    expect(await checkMail({ ...asked, smtpUrl: `smtp://us:secret-word@${host}` })).toEqual({
      state: 'ok',
      found: `${host} takes the account`,
    });
    const finding = await checkMail({ ...asked, smtpUrl: `smtp://us:another-word@${host}` });
    expect(finding).toMatchObject({ state: 'fault', found: `${host} refuses the account.` });
  });

  it('is at fault without a server or a sender', async () => {
    const smtpUrl = (await deadAddress()).replace('http://', 'smtp://us:secret-word@');
    const finding = await checkMail({ ...asked, smtpUrl });
    expect(finding).toMatchObject({ state: 'fault' });
    expect(JSON.stringify(finding)).not.toContain('secret-word');
    expect(await checkMail({ ...asked, smtpUrl, from: undefined })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('MAIL_FROM'),
    });
    expect(await checkMail({ ...asked, smtpUrl: undefined })).toMatchObject({ state: 'warning' });
    expect(await checkMail({ ...asked, smtpUrl: undefined, from: undefined })).toMatchObject({ state: 'skipped' });
  });
});

describe('the folder', () => {
  it('keeps secrets from others', () => {
    const dir = temporaryFolder();
    const file = join(dir, 'master.key');
    writeFileSync(file, 'x', { mode: 0o600 });
    expect(checkFolder({ dir, keyFile: undefined })).toMatchObject({ state: 'ok' });
    chmodSync(file, 0o644);
    expect(checkFolder({ dir, keyFile: undefined })).toEqual({
      state: 'fault',
      found: `Others on this machine can read ${file}.`,
      fix: `Close it: chmod 600 ${file}`,
    });
    chmodSync(file, 0o600);
    const keyFile = join(dir, 'writer.json');
    writeFileSync(keyFile, '{}', { mode: 0o640 });
    expect(checkFolder({ dir, keyFile })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('writer.json'),
    });
  });
});
