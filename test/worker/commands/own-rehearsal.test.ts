import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './surroundings.ts';

const CLI = resolve('dist/willcall.js');
const WORDS = 'run --provider tixngo --dataset tickets --app demo-app --event spring-gala-2027 --out tickets.csv'.split(
  ' ',
);

/** `willcall run` as its own process in an empty folder; `temp` is where it may make temporary folders. */
function start() {
  const dir = temporaryFolder();
  const temp = join(dir, 'temp');
  mkdirSync(temp);
  for (const folder of [dir, temp]) chmodSync(folder, 0o755);
  const env = { PATH: process.env['PATH'], TMPDIR: temp };
  const child = spawn(process.execPath, [CLI, ...WORDS], {
    cwd: dir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const leftOver = () => readdirSync(temp).filter((name) => name.startsWith('willcall-'));
  return { child, dir, said, leftOver, ended: once(child, 'close') };
}

describe('willcall run without any configuration', () => {
  it('reads 12,480 tickets from a rehearsal of its own and leaves nothing behind', async () => {
    const { dir, said, leftOver, ended } = start();
    expect(await ended).toEqual([0, null]);
    const lines = readFileSync(join(dir, 'tickets.csv'), 'utf8').split('\r\n');
    expect(lines).toHaveLength(12_480 + 2);
    expect(lines[0]).toMatch(/^Ticket ID,Status,/);
    expect(said.out).toBe('');
    expect(said.err).toContain('Rehearsal: these rows are simulated.');
    expect(said.err).not.toContain('\u001b');
    expect(leftOver()).toEqual([]);
  }, 240_000);

  it('stops at Ctrl-C with 130, keeps the old file and leaves nothing behind', async () => {
    const { child, dir, said, leftOver, ended } = start();
    writeFileSync(join(dir, 'tickets.csv'), 'yesterday');
    while (!said.err.includes('simulated')) await once(child.stderr, 'data');
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(readFileSync(join(dir, 'tickets.csv'), 'utf8')).toBe('yesterday');
    expect(leftOver()).toEqual([]);
  }, 240_000);
});
