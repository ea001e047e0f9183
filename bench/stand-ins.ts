import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const StandIn = z.object({
  origin: z.string(),
  control: z.string(),
  credentials: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});
export type StandIn = z.infer<typeof StandIn>;

const Announcement = z.object({
  google: z.object({ origin: z.string(), token: z.string() }),
  providers: z.object({
    tixngo: StandIn,
    'ticket-tailor': StandIn,
    paylogic: StandIn,
    oveit: StandIn,
    vivenu: StandIn,
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

/** Flips switches of a stand-in. */
export async function setSwitches({ control }: StandIn, switches: Record<string, unknown>): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(switches);
  const response = await fetch(`${control}/switches`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`switches: ${response.status} ${await response.text()}`);
}

const Tickets = z.array(z.record(z.string(), z.unknown()));
const Truth = z.union([Tickets, z.object({ tickets: Tickets }).transform(({ tickets }) => tickets)]);
const IDS = ['ticketId', '_id', 'uid', 'id', 'code'];

/** Ids of an event's tickets now: of TIXNGO's those that live, of Oveit's their codes. */
export async function liveTickets({ control }: StandIn, eventId: string): Promise<string[]> {
  const response = await fetch(`${control}/truth?eventId=${encodeURIComponent(eventId)}`);
  return Truth.parse(await response.json()).map((ticket) => String(ticket[IDS.find((id) => id in ticket) ?? '']));
}
