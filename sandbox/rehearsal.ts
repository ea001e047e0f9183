import type { SandboxGoogle } from './google/google.ts';
import { startPlayground } from './playground/playground.ts';
import { googleSet } from './playground/stage/google-set.ts';
import { providerSets } from './playground/stage/provider-sets.ts';
import { openGate } from './playground/stage/worker-gate.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';

/** Where a simulated ticketing system answers, and what it lets in; simulated, so no secret. */
export type RehearsedProvider = {
  readonly origin: string;
  readonly credentials: Readonly<Record<string, string>>;
};

/** All stand-ins plus the playground, for `npm start` without any account. */
export type RehearsalStage = {
  readonly google: SandboxGoogle;
  /** By the product's provider id. */
  readonly providers: Readonly<Record<string, RehearsedProvider>>;
  /** Serves the page with workbook and add-on; `addonDir` holds the built add-on, `outboxDir` the e-mails that were not sent. @returns its address. */
  openPlayground(options: { workerUrl: string; addonDir: string; outboxDir: string }): Promise<string>;
  close(): Promise<void>;
};

/** Starts the stand-ins on `port` and the ones after it; state is kept in `dataDir`. */
export async function startRehearsal({ dataDir, port }: { dataDir: string; port: number }): Promise<RehearsalStage> {
  const sandbox = await startSandbox({ dataDir, port });
  const opened: { close(): Promise<void> }[] = [];
  return {
    google: sandbox.google,
    providers: providersOf(sandbox),
    async openPlayground({ workerUrl, addonDir, outboxDir }) {
      const ports = port === 0 ? {} : { port: port + 2, sidebarPort: port + 3 };
      const hints = keysToTry(sandbox);
      const gate = await openGate(workerUrl);
      opened.push(gate);
      const playground = await startPlayground({
        google: sandbox.google,
        workerUrl: gate.url,
        gate,
        stage: [...providerSets(sandbox), googleSet(sandbox.google.faults)],
        addonDir,
        outboxDir,
        dataDir,
        hints,
        ...ports,
      });
      opened.push(playground);
      return playground.url;
    },
    async close() {
      for (const one of opened.toReversed()) await one.close();
      await sandbox.close();
    },
  };
}

function providersOf({
  providers: { tixngo, ticketTailor, paylogic, oveit, vivenu },
}: Sandbox): RehearsalStage['providers'] {
  return {
    tixngo: { origin: tixngo.origin, credentials: tixngo.credentials },
    'ticket-tailor': { origin: ticketTailor.origin, credentials: ticketTailor.credentials },
    paylogic: { origin: paylogic.origin, credentials: paylogic.credentials },
    oveit: { origin: oveit.origin, credentials: oveit.credentials },
    vivenu: { origin: vivenu.origin, credentials: vivenu.credentials },
  };
}

/** What a visitor needs to type. */
function keysToTry({ providers: { tixngo, ticketTailor, paylogic, oveit, vivenu } }: Sandbox) {
  const { email, apiKey } = tixngo.credentials;
  const galaOf = ({ events }: { events: readonly { id: string | number; name: string }[] }) =>
    String(events.find(({ name }) => name.startsWith('Spring Gala'))?.id ?? '');
  const eventOf = ({ events: [event] }: { events: readonly { id: string }[] }) => event?.id ?? '';
  return [
    {
      title: 'TIXNGO',
      values: { 'E-mail address': email, 'API key': apiKey, 'App ID': tixngo.appId, Event: eventOf(tixngo) },
    },
    { title: 'Ticket Tailor', values: { 'API key': ticketTailor.credentials.apiKey, Event: eventOf(ticketTailor) } },
    {
      title: 'Paylogic',
      values: {
        'Application name': paylogic.credentials.app,
        Secret: paylogic.credentials.secret,
        Event: paylogic.events[0]?.uid ?? '',
      },
    },
    {
      title: 'Oveit',
      values: { 'E-mail address': oveit.credentials.email, Password: oveit.credentials.password, Event: galaOf(oveit) },
    },
    { title: 'vivenu', values: { 'API key': vivenu.credentials.apiKey, Event: galaOf(vivenu) } },
  ];
}
