import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { processStart } from './process-start.ts';

const Holder = z.object({ pid: z.number().int().positive(), started: z.string().nullable() });
type Holder = z.infer<typeof Holder>;

/** A folder that belongs to this process until `release`. */
export type FolderLock = { release(): void };

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

function parseHolder(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function readHolder(file: string): { text: string; holder: Holder | null } | null {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, holder: parseHolder(text) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A pid alone proves nothing: after a restart of a container the same number is often somebody else, or ourselves. */
const isAlive = ({ pid, started }: Holder) => {
  const now = processStart(pid);
  return now !== null && (started === null || now === started);
};

/** Puts a stale lock aside, unless somebody replaced it between our look and our move: then theirs goes back. */
function putAside(file: string, seen: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

/** Appears with its content or not at all, so that nobody reads half a lock. */
function tryTake(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Makes a folder belong to this process. A lock left behind by a process that was killed is taken over.
 *
 * @throws ConfigError naming folder and pid when another living process (or this one, earlier) holds it.
 */
export function lockFolder(dir: string): FolderLock {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'lock');
  const content = JSON.stringify({ pid: process.pid, started: processStart(process.pid) });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (tryTake(file, content)) {
      return { release: () => readHolder(file)?.text === content && rmSync(file, { force: true }) };
    }
    const found = readHolder(file);
    if (found?.holder && isAlive(found.holder)) {
      throw new ConfigError(
        `Willcall already runs on the folder ${dir} (process ${found.holder.pid}). Stop it, or set WILLCALL_DIR to another folder.`,
      );
    }
    if (found) putAside(file, found.text);
  }
  throw new ConfigError(`The folder ${dir} cannot be locked: several starts are fighting for ${file}. Start only one.`);
}
