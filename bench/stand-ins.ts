import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Announcement = z.object({
  google: z.object({ origin: z.string(), token: z.string() }),
  providers: z.object({
    tixngo: z.object({
      origin: z.string(),
      control: z.string(),
      credentials: z.object({ email: z.string(), apiKey: z.string(), appId: z.string() }),
    }),
  }),
});
export type StandIns = z.infer<typeof Announcement> & { close(): Promise<void> };

/** The stand-ins in a process of their own, so that their work is not counted as ours. */
export async function startStandIns(): Promise<StandIns> {
  const words = ['--import', 'tsx', 'sandbox/main.ts', '--port', '18790', '--json', '--no-quota'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...Announcement.parse(JSON.parse(line)),
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Flips switches of TIXNGO's stand-in. */
export async function setSwitches({ providers }: StandIns, switches: Record<string, unknown>): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${providers.tixngo.control}/switches`, {
    method: 'POST',
    headers,
    body: JSON.stringify(switches),
  });
  if (!response.ok) throw new Error(`switches: ${response.status} ${await response.text()}`);
}

const Truth = z.union([
  z.array(z.object({ ticketId: z.string() })),
  z.object({ tickets: z.array(z.object({ ticketId: z.string() })) }).transform(({ tickets }) => tickets),
]);

/** Ids of the live tickets now. */
export async function liveTickets({ providers }: StandIns, eventId: string): Promise<string[]> {
  const response = await fetch(`${providers.tixngo.control}/truth?eventId=${eventId}`);
  return Truth.parse(await response.json()).map(({ ticketId }) => ticketId);
}
