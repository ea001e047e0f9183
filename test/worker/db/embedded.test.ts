import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, withRetry } from '../../../worker/db/connection.ts';
import { startEmbedded, type EmbeddedOptions } from '../../../worker/db/embedded.ts';
import { packageRoot } from '../../../worker/db/package-root.ts';
import { processStart } from '../../../worker/db/process-start.ts';
import { createLog } from '../../../worker/log.ts';

const log = createLog({ level: 'silent' });
const isRoot = process.getuid?.() === 0;
const settings = { fsync: 'off' };
let dir: string;
const started: { stop(): Promise<void> }[] = [];

const start = async (options: Partial<EmbeddedOptions> = {}) => {
  const running = await startEmbedded({ dir, log, settings, ...options });
  started.push(running);
  return running;
};

async function ask(url: string, question: string): Promise<unknown[]> {
  const db = connect(url, { max: 1 });
  try {
    return (await sql.raw(question).execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

const serverPid = () => Number(readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A program of its own that starts the database, says so and waits; so that it can be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const program = `
    const { startEmbedded } = await import('./worker/db/embedded.ts');
    const { createLog } = await import('./worker/log.ts');
    const { url, stop } = await startEmbedded({ dir: process.argv[1], log: createLog({ level: 'silent' }) });
    process.on('SIGTERM', () => void stop().then(() => { console.log('stopped'); process.exit(0); }));
    console.log(url);
    setInterval(() => {}, 1000);`;
  const flags = ['--import', 'tsx', '--input-type=module', '-e', program, dir];
  const child = spawn(process.execPath, flags, { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await once(createInterface(child.stdout), 'line');
  return { child, url: String(url) };
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'willcall-embedded-'));
  chmodSync(dir, 0o755);
});
afterEach(async () => {
  for (const running of started.splice(0)) await running.stop();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the embedded Postgres', () => {
  it('keeps data and port over a restart, and listens on this machine only', async () => {
    const first = await start();
    await ask(first.url, 'create table kept (id int); insert into kept values (7)');
    expect(await ask(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(
      await ask(first.url, 'select encoding, datcollate from pg_database where datname = current_database()'),
    ).toEqual([{ encoding: 6, datcollate: 'C' }]);
    expect(statSync(join(dir, 'postgres.password')).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  it('takes another port when its own is in use', async () => {
    const first = await start();
    await first.stop();
    const blocker = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(blocker, 'listening');
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    blocker.close();
  });

  it('refuses a second start on the same folder and names who holds it', async () => {
    await start();
    await expect(start()).rejects.toThrow(
      `Willcall already runs on the folder ${dir} (process ${process.pid}). Stop it, or set WILLCALL_DIR to another folder.`,
    );
  });

  it('starts after the worker was killed, although its Postgres still runs', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'create table survivor (id int)');
    await expect(start()).rejects.toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const orphan = serverPid();
    const running = await start();
    expect(processStart(orphan)).toBeNull();
    expect(await ask(running.url, 'select * from survivor')).toEqual([]);
  });

  it('starts after worker and Postgres were both killed', async () => {
    const { child } = await startElsewhere();
    const postgres = serverPid();
    child.kill('SIGKILL');
    process.kill(postgres, 'SIGKILL');
    await once(child, 'exit');
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts when the pid in a lock left behind belongs to another program now', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    writeFileSync(join(dir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dir, 'postgres')}\n1\n5432\n\n\n`);
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('leaves signals to the program and stops cleanly when asked', async () => {
    const { child } = await startElsewhere();
    if (!child.stdout) throw new Error('no output');
    const line = once(createInterface(child.stdout), 'line');
    child.kill('SIGTERM');
    expect((await line)[0]).toBe('stopped');
    expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });

  it('comes back by itself when the server dies', async () => {
    const running = await start();
    const before = serverPid();
    process.kill(before, 'SIGKILL');
    expect(await withRetry(() => ask(running.url, 'select 1 as one'))).toEqual([{ one: 1 }]);
    expect(serverPid()).not.toBe(before);
  });

  it('names a missing password file', async () => {
    const first = await start();
    await first.stop();
    const file = join(dir, 'postgres.password');
    renameSync(file, `${file}.away`);
    await expect(start()).rejects.toThrow(/The password of the database in .* is missing/);
    renameSync(`${file}.away`, file);
  });

  it.runIf(isRoot)('as root in a folder closed to others keeps its data in an open folder and says so', async () => {
    chmodSync(dir, 0o700);
    const closed = join(dir, 'checkout', '.willcall');
    mkdirSync(closed, { recursive: true });
    const openDir = mkdtempSync(join(tmpdir(), 'willcall-open-'));
    const first = await start({ dir: closed, openDir });
    expect(first.note).toContain(`${closed} is closed to other users`);
    expect(first.note).toContain(openDir);
    await ask(first.url, 'create table kept (id int)');
    await first.stop();
    const second = await start({ dir: closed, openDir });
    expect(await ask(second.url, 'select * from kept')).toEqual([]);
    await second.stop();
    rmSync(closed, { recursive: true });
    const anew = await start({ dir: closed, openDir });
    expect(await ask(anew.url, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
    await anew.stop();
    rmSync(openDir, { recursive: true, force: true });
  });
});
