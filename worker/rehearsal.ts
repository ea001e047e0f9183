import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { packageRoot } from './db/package-root.ts';

/** The person everything is rehearsed as. */
const ORGANIZER = { email: 'owner@example.org' };
/** Pages of the playground are served from ports of this machine. */
export const LOOPBACK_ORIGINS = String.raw`^http://(127\.0\.0\.1|localhost|n-[a-z0-9-]+-script\.localhost):\d+$`;

/** The product against local stand-ins: simulated Google and ticketing systems, no account anywhere. */
export type Rehearsal = {
  /** The settings, pointed at the stand-ins. */
  readonly config: Config;
  readonly providers: Readonly<Record<string, { credentials: Readonly<Record<string, string>> }>>;
  idToken(): Promise<string>;
  /** Serves the page with a workbook and the add-on beside it; says so when it had to take another port. @returns its address. */
  openPlayground(workerUrl: string, outboxDir: string, say: (line: string) => void): Promise<string>;
  close(): Promise<void>;
};

/** Starts the stand-ins; their state is kept in `dataDir`. */
export async function enterRehearsal(config: Config, dataDir: string): Promise<Rehearsal> {
  const { startRehearsal } = await import('../sandbox/rehearsal.ts');
  const sandbox = await startRehearsal({ dataDir, port: config.SANDBOX_PORT });
  const { google, providers } = sandbox;
  const origins = Object.entries(providers).map(([id, { origin }]) => [id, origin] as const);
  const keyFile = join(dataDir, 'writer-key.json');
  writeFileSync(keyFile, JSON.stringify(google.writerKey), { mode: 0o600 });
  return {
    config: Object.freeze({
      ...config,
      GOOGLE_AUDIENCES: [google.audience],
      GOOGLE_KEYS_URL: `${google.origin}/oauth2/v3/certs`,
      GOOGLE_SHEETS_ORIGIN: google.origin,
      GOOGLE_WRITER_KEY_FILE: keyFile,
      ALLOWED_ORIGINS: LOOPBACK_ORIGINS,
      PROVIDER_ORIGINS: { ...config.PROVIDER_ORIGINS, ...Object.fromEntries(origins) },
    }),
    providers,
    idToken: async () => await google.idToken(ORGANIZER),
    async openPlayground(workerUrl, outboxDir, say) {
      const addonDir = join(packageRoot(), 'dist', 'addon');
      const url = await sandbox.openPlayground({ workerUrl, addonDir, outboxDir });
      for (const [what, address, offset] of [
        ['page', url, 2],
        ['simulated Google', google.origin, 0],
      ] as const) {
        const wanted = config.SANDBOX_PORT + offset;
        const { port } = new URL(address);
        if (config.SANDBOX_PORT !== 0 && Number(port) !== wanted)
          say(`Port ${wanted} is in use; the ${what} took ${port}.`);
      }
      return url;
    },
    close: sandbox.close,
  };
}
