import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { workerOn } from '../commands/worker-place.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { LOOPBACK_ORIGINS } from '../rehearsal.ts';
import { jsonOf } from './fetch.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a deployment looks like from its settings and folder, whether a worker runs or not. */
export type Place = {
  /** Of a rehearsal that runs: pointed at its simulated Google. */
  readonly config: Config;
  readonly dir: string;
  readonly isRehearsal: boolean;
  /** Whether there is a Google to ask: a real one, or that of a running rehearsal. */
  readonly hasGoogle: boolean;
  readonly worker: { readonly url: string; readonly isRehearsal: boolean } | null;
  /** Where the worker is to be asked: PUBLIC_URL, else where the running one says. */
  readonly url: string | null;
  /** Settings that cannot be read, one a line; the others count. */
  readonly wrong: readonly string[];
};

/** Reads settings and folder; nothing is made or changed. */
export async function findPlace(environment: Environment): Promise<Place> {
  const { config, wrong } = readable(environment);
  const dir = resolve(config.WILLCALL_DIR);
  const isRehearsal = config.GOOGLE_AUDIENCES === undefined;
  const worker = await workerOn(dir);
  const rehearsed = isRehearsal && worker?.isRehearsal === true ? simulatedGoogle(config, dir) : null;
  return {
    config: rehearsed ?? config,
    dir,
    isRehearsal,
    hasGoogle: !isRehearsal || rehearsed !== null,
    worker,
    url: config.PUBLIC_URL?.replace(/\/+$/, '') ?? worker?.url ?? null,
    wrong,
  };
}

/** All settings but the wrong ones. */
function readable(environment: Environment): Pick<Place, 'config' | 'wrong'> {
  try {
    return { config: readConfig(environment), wrong: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.message.split('\n').slice(1);
    const wrong = lines.map((line) => line.trim());
    const names = new Set(wrong.map((line) => line.split(/[.:]/)[0]));
    const others = Object.entries(environment).filter(([name]) => !names.has(name));
    if (others.length === Object.keys(environment).length) throw error;
    const rest = readable(Object.fromEntries(others));
    return { config: rest.config, wrong: [...wrong, ...rest.wrong] };
  }
}

const KeyFile = z.object({ token_uri: z.url() });

/** The settings, pointed at the stand-ins of a rehearsal that runs on the folder: its writer's key tells where they are. */
function simulatedGoogle(config: Config, dir: string): Config | null {
  const keyFile = join(dir, 'sandbox', 'writer-key.json');
  if (!existsSync(keyFile)) return null;
  const key = KeyFile.safeParse(jsonOf(readFileSync(keyFile, 'utf8')));
  if (!key.success) return null;
  const { origin } = new URL(key.data.token_uri);
  return Object.freeze({
    ...config,
    GOOGLE_KEYS_URL: `${origin}/oauth2/v3/certs`,
    GOOGLE_SHEETS_ORIGIN: origin,
    GOOGLE_WRITER_KEY_FILE: keyFile,
    ALLOWED_ORIGINS: LOOPBACK_ORIGINS,
  });
}
