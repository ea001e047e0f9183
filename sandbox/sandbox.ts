import { createServer } from 'node:http';
import { type SandboxGoogle, startGoogle } from './google/google.ts';
import { listenNear } from './providers/listen.ts';
import { type OveitSimulator, startOveit } from './providers/oveit/oveit.ts';
import { type PaylogicSimulator, startPaylogic } from './providers/paylogic/paylogic.ts';
import { startTicketTailor, type TicketTailorSimulator } from './providers/ticket-tailor/ticket-tailor.ts';
import { startTixngo, type TixngoSimulator } from './providers/tixngo/tixngo.ts';
import { startVivenu, type VivenuSimulator } from './providers/vivenu/vivenu.ts';

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
  readonly providers: Providers;
  close(): Promise<void>;
};

type Providers = {
  readonly tixngo: TixngoSimulator;
  readonly ticketTailor: TicketTailorSimulator;
  readonly paylogic: PaylogicSimulator;
  readonly oveit: OveitSimulator;
  readonly vivenu: VivenuSimulator;
};

/** Starts all stand-ins on 127.0.0.1. @throws Error when no port is free or the data folder cannot be used. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port } = options;
  const google = await startGoogle({ ...options, port: port ? await freePortNear(port) : 0 });
  const running: { close(): Promise<void> }[] = [google];
  const close = async () => void (await Promise.all(running.map((one) => one.close())));
  try {
    return { google, providers: await startProviders(options, running), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Each notes itself in `running` as soon as it runs. */
async function startProviders(
  { port, seed, now }: SandboxOptions,
  running: { close(): Promise<void> }[],
): Promise<Providers> {
  const common = { ...(now && { now }), ...(seed !== undefined && { seed }) };
  // The second and third port after Google's are the playground's.
  const at = (offset: number) => ({ ...common, port: port ? port + offset : 0 });
  const note = <S extends { close(): Promise<void> }>(simulator: S): S => {
    running.push(simulator);
    return simulator;
  };
  return {
    tixngo: note(await startTixngo(at(1))),
    ticketTailor: note(await startTicketTailor(at(4))),
    paylogic: note(await startPaylogic(at(5))),
    oveit: note(await startOveit(at(6))),
    vivenu: note(await startVivenu(at(7))),
  };
}

async function freePortNear(port: number): Promise<number> {
  const probe = createServer();
  const free = await listenNear(probe, port);
  await new Promise((resolve) => void probe.close(resolve));
  return free;
}
