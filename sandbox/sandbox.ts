import { createServer } from 'node:http';
import { type SandboxGoogle, startGoogle } from './google/google.ts';
import { listenNear } from './providers/listen.ts';
import { startTixngo, type TixngoSimulator } from './providers/tixngo/tixngo.ts';

export type SandboxOptions = {
  /** Google's port, the providers follow on the next ones; a taken port is skipped. 0 or absent: any free ports. */
  port?: number;
  /** Folder that keeps Google's files, keys and accounts; in memory when absent. */
  dataDir?: string;
  /** `false` switches Google's calls-per-minute limits off. */
  quota?: boolean;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
  /** The same seed makes the same tickets; 1 when absent. */
  seed?: number;
};

/** Local stand-ins for everything Willcall talks to. */
export type Sandbox = {
  readonly google: SandboxGoogle;
  readonly providers: { readonly tixngo: TixngoSimulator };
  close(): Promise<void>;
};

/** Starts all stand-ins on 127.0.0.1. @throws Error when no port is free or the data folder cannot be used. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port, seed, ...shared } = options;
  const google = await startGoogle({ ...shared, port: port ? await freePortNear(port) : 0 });
  try {
    const tixngo = await startTixngo({
      port: port ? port + 1 : 0,
      ...(options.now && { now: options.now }),
      ...(seed !== undefined && { seed }),
    });
    const close = async () => void (await Promise.all([google.close(), tixngo.close()]));
    return { google, providers: { tixngo }, close };
  } catch (error) {
    await google.close();
    throw error;
  }
}

async function freePortNear(port: number): Promise<number> {
  const probe = createServer();
  const free = await listenNear(probe, port);
  await new Promise((resolve) => void probe.close(resolve));
  return free;
}
