import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { WorkerPlace } from './worker-place.ts';

/**
 * Starts a rehearsal, for as long as one command runs, in a temporary folder. Nothing of this machine's settings is used,
 * so that no real database is touched.
 *
 * @throws ConfigError when it cannot be started here. Nothing is left behind.
 */
export async function startOwnRehearsal(): Promise<WorkerPlace> {
  const dir = await mkdtemp(join(tmpdir(), 'willcall-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  process.once('exit', remove);
  const tidy = () => {
    process.off('exit', remove);
    remove();
  };
  try {
    return await startIn(dir, tidy);
  } catch (error) {
    tidy();
    throw error;
  }
}

async function startIn(dir: string, tidy: () => void): Promise<WorkerPlace> {
  // Postgres does not run as root: its own account must be able to walk through.
  await chmod(dir, process.getuid?.() === 0 ? 0o711 : 0o700);
  const config = readConfig({ WILLCALL_DIR: dir, PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'silent' });
  const { startWillcall } = await import('../main.ts');
  const log = createLog({ level: config.LOG_LEVEL });
  const running = await startWillcall({ config, log, say: () => undefined, playground: false });
  const close = async () => await running.close().finally(tidy);
  return { url: running.url, token: () => running.idToken(), rehearsal: running.rehearsal, close };
}
