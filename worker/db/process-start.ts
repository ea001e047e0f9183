import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** proc(5): after the command in brackets come state (first) and the start in clock ticks since boot (twentieth). */
function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** When a process was started, as text that differs between two holders of one pid; null when it does not run. */
export function processStart(pid: number): string | null {
  if (!isThere(pid)) return null;
  return process.platform === 'linux' ? startOnLinux(pid) : ps(pid, 'lstart');
}

/** Postgres makes its data folder its working directory, in every one of its processes. */
function worksIn(pid: string, dir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dir;
  } catch {
    return false;
  }
}

function listCommands(): string[] {
  return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n');
}

/** Pids of the Postgres processes that work on exactly this data folder (elsewhere than on Linux only the first of them). */
export function postgresOn(dataDir: string): number[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.filter((pid) => worksIn(pid, dataDir)).map(Number);
  }
  const servers = listCommands().filter((line) => line.includes(`-D ${dataDir} `));
  return servers.map((line) => Number.parseInt(line, 10));
}
