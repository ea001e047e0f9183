import type { SandboxGoogle } from './google/google.ts';
import { startPlayground, type Playground } from './playground/playground.ts';
import type { TixngoSimulator } from './providers/tixngo/tixngo.ts';
import { startSandbox } from './sandbox.ts';

/** All stand-ins plus the playground, for `npm start` without any account. */
export type RehearsalStage = {
  readonly google: SandboxGoogle;
  readonly tixngo: TixngoSimulator;
  /** Serves the page with workbook and add-on; `addonDir` holds the built add-on. @returns its address. */
  openPlayground(options: { workerUrl: string; addonDir: string }): Promise<string>;
  close(): Promise<void>;
};

/** Starts the stand-ins on `port` and the ones after it; state is kept in `dataDir`. */
export async function startRehearsal({ dataDir, port }: { dataDir: string; port: number }): Promise<RehearsalStage> {
  const sandbox = await startSandbox({ dataDir, port });
  const opened: Playground[] = [];
  return {
    google: sandbox.google,
    tixngo: sandbox.providers.tixngo,
    async openPlayground({ workerUrl, addonDir }) {
      const ports = port === 0 ? {} : { port: port + 2, sidebarPort: port + 3 };
      const hints = [keysToTry(sandbox.providers.tixngo)];
      const playground = await startPlayground({
        google: sandbox.google,
        workerUrl,
        addonDir,
        dataDir,
        hints,
        ...ports,
      });
      opened.push(playground);
      return playground.url;
    },
    async close() {
      for (const playground of opened) await playground.close();
      await sandbox.close();
    },
  };
}

/** What a visitor needs to type; simulated, so no secret. */
function keysToTry({ credentials, appId, events }: TixngoSimulator) {
  const [event] = events;
  const { email, apiKey } = credentials;
  return {
    title: 'TIXNGO',
    values: { 'E-mail address': email, 'API key': apiKey, 'App ID': appId, Event: event?.id ?? '' },
  };
}
