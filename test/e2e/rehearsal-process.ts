import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type RehearsalProcess = {
  /** Address it printed. */
  readonly url: string;
  readonly output: readonly string[];
  /** Ends it as Ctrl-C does. @returns its exit code. */
  stop(): Promise<number | null>;
};

/** `willcall start` as somebody without any account starts it, on free ports, in a folder of its own. */
export async function startRehearsalProcess(databaseUrl: string): Promise<RehearsalProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'willcall-rehearsal-'));
  chmodSync(dir, 0o755);
  const settings = { WILLCALL_DIR: dir, DATABASE_URL: databaseUrl, PORT: '0', SANDBOX_PORT: '0' };
  const child = spawn(process.execPath, ['dist/willcall.js', 'start'], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const address = /^\s+(http:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${output.join('\n')}`)));
  });
  return {
    url,
    output,
    async stop() {
      const gone = once(child, 'exit');
      if (child.exitCode === null) child.kill('SIGINT');
      const [code] = (await gone) as [number | null];
      rmSync(dir, { recursive: true, force: true });
      return code;
    },
  };
}
