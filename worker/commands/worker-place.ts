import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandError, UsageError } from './command-error.ts';
import type { WorkerAddress } from './worker-client.ts';

const HEALTH_MS = 3_000;

const Settings = z.object({
  WILLCALL_URL: z.url({ protocol: /^https?$/, error: 'WILLCALL_URL is no web address.' }).optional(),
  WILLCALL_TOKEN: z.string().trim().optional(),
  WILLCALL_DIR: z.string().default('.willcall'),
  GOOGLE_AUDIENCES: z.string().optional(),
});
type Settings = z.infer<typeof Settings>;

const RehearsalCredentials = z.record(z.string(), z.object({ credentials: z.record(z.string(), z.string()) }));

/** What a running worker writes into its folder. */
const WorkerFile = z.object({
  url: z.url({ protocol: /^https?$/ }),
  pid: z.int().positive(),
  idToken: z.string().optional(),
  rehearsal: RehearsalCredentials.optional(),
});
type WorkerFile = z.infer<typeof WorkerFile>;

/** A worker to talk to; `rehearsal` are the keys of its simulated ticketing systems, by provider id. */
export type WorkerPlace = WorkerAddress & {
  readonly rehearsal: z.infer<typeof RehearsalCredentials> | null;
  close(): Promise<void>;
};

export type Search = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Starts a rehearsal of our own, after having said so. */
  readonly startRehearsal: () => Promise<WorkerPlace>;
};

/**
 * Finds the worker: the one that is configured, else the one running on this folder, else a rehearsal of our own.
 *
 * @throws UsageError when half of it is configured; CommandError when a real worker should be there and is not: simulated
 * rows in its place would be taken for real ones.
 */
export async function findWorker({ environment, startRehearsal }: Search): Promise<WorkerPlace> {
  const settings = settingsOf(environment);
  if (settings.WILLCALL_URL !== undefined) return configured(settings.WILLCALL_URL, settings.WILLCALL_TOKEN);
  const file = join(settings.WILLCALL_DIR, 'worker.json');
  const noted = await readWorkerFile(file);
  if (noted && (await isRunning(noted))) return onThisFolder(file, noted, settings);
  if (settings.GOOGLE_AUDIENCES !== undefined || (noted && !noted.rehearsal)) {
    throw new CommandError(`No worker is running on ${settings.WILLCALL_DIR}. Start it: willcall start`);
  }
  if (settings.WILLCALL_TOKEN !== undefined) {
    throw new UsageError('WILLCALL_TOKEN is set, but not WILLCALL_URL, and no worker is running on this folder.');
  }
  return await startRehearsal();
}

function settingsOf(environment: Search['environment']): Settings {
  const known = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(known);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(({ message }) => message).join(' '));
  return parsed.data;
}

function configured(url: string, token: string | undefined): WorkerPlace {
  if (token === undefined)
    throw new UsageError('WILLCALL_URL is set, but not WILLCALL_TOKEN: an API key, or a Google ID token.');
  return { url: url.replace(/\/+$/, ''), token: async () => token, rehearsal: null, close: async () => undefined };
}

function onThisFolder(file: string, noted: WorkerFile, settings: Settings): WorkerPlace {
  const token = async () => {
    // A rehearsal renews the token in its file.
    const current = (await readWorkerFile(file)) ?? noted;
    return current.idToken ?? settings.WILLCALL_TOKEN ?? '';
  };
  if (noted.idToken === undefined && settings.WILLCALL_TOKEN === undefined) {
    throw new UsageError(
      `The worker on ${settings.WILLCALL_DIR} wants to know you: set WILLCALL_TOKEN: an API key, or a Google ID token.`,
    );
  }
  const url = noted.url.replace(/\/+$/, '');
  return { url, token, rehearsal: noted.rehearsal ?? null, close: async () => undefined };
}

/** Null when there is none, or when others could have written it: a token is sent where it says. */
async function readWorkerFile(file: string): Promise<WorkerFile | null> {
  try {
    const { mode, uid } = await stat(file);
    const isOurs = uid === (process.getuid?.() ?? uid) && (process.platform === 'win32' || (mode & 0o077) === 0);
    return isOurs ? WorkerFile.parse(JSON.parse(await readFile(file, 'utf8'))) : null;
  } catch {
    return null;
  }
}

/** The worker whose process runs on this folder, whether it answers or not; null: none. */
export async function workerOn(dir: string): Promise<{ url: string; isRehearsal: boolean } | null> {
  const noted = await readWorkerFile(join(dir, 'worker.json'));
  if (noted === null || !isAlive(noted)) return null;
  return { url: noted.url.replace(/\/+$/, ''), isRehearsal: noted.rehearsal !== undefined };
}

function isAlive({ pid }: WorkerFile): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process is a running one.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isRunning(noted: WorkerFile): Promise<boolean> {
  if (!isAlive(noted)) return false;
  const { url } = noted;
  const health = `${url.replace(/\/+$/, '')}/healthz`;
  const answer = await fetch(health, { signal: AbortSignal.timeout(HEALTH_MS), redirect: 'error' }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
