import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listenNear } from '../../sandbox/providers/listen.ts';

const Provider = z.strictObject({
  origin: z.string(),
  control: z.string(),
  credentials: z.record(z.string(), z.string()),
  events: z.array(z.string()).min(1),
});

const Started = z.strictObject({
  google: z.strictObject({ origin: z.string(), token: z.string().min(1) }),
  providers: z.strictObject({
    tixngo: z.object({
      origin: z.string(),
      credentials: z.strictObject({ email: z.string(), apiKey: z.string(), appId: z.string() }),
      events: z.array(z.string()),
    }),
    'ticket-tailor': Provider,
    paylogic: Provider,
    oveit: Provider,
    vivenu: Provider,
  }),
});

const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.pid === undefined) continue;
    process.kill(-child.pid, 'SIGTERM');
    await once(child, 'exit');
  }
});

/** In a process group of its own, so that npm's child ends with npm. */
function start(command: string, args: string[]) {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

const sandbox = (...args: string[]) => start(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args]);

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`It printed nothing: ${await text(child.stderr)}`);
}

describe('npm run sandbox', () => {
  it('prints one JSON object first, and what it names answers', async () => {
    const { google, providers } = Started.parse(JSON.parse(await firstLine(sandbox('--port', '0', '--json'))));
    const { origin, credentials } = providers.tixngo;
    expect(providers.tixngo.events).toContain('spring-gala-2027');
    const query = `mobileAppId=${credentials.appId}&limit=1&offset=0`;
    const Authorization = `Basic ${btoa(`${credentials.email}:${credentials.apiKey}`)}`;
    const tickets = await fetch(`${origin}/organizer/report/events/spring-gala-2027/tickets?${query}`, {
      headers: { Authorization },
    });
    expect(await tickets.json()).toMatchObject({ total: 12_792 });
    const box = providers['ticket-tailor'];
    const orders = await fetch(`${box.origin}/orders?limit=1&event_id=${box.events[0]}`, {
      headers: { Authorization: `Basic ${btoa(`${box.credentials['apiKey']}:`)}` },
    });
    expect(await orders.json()).toMatchObject({ data: [{ object: 'order' }] });
    const { paylogic, oveit } = providers;
    const { app, secret, email, password } = { ...paylogic.credentials, ...oveit.credentials };
    const order = await fetch(`${paylogic.origin}/orders?event=${paylogic.origin}/events/${paylogic.events[0]}`, {
      headers: { Authorization: `Basic ${btoa(`${app}:${secret}`)}` },
    });
    expect(await order.json()).toMatchObject({ item_count: expect.any(Number) });
    const login = new URLSearchParams({ email: email ?? '', password: password ?? '' });
    const session = await fetch(`${oveit.origin}/seller/login`, { method: 'POST', body: login });
    expect(await session.json()).toMatchObject({ token: expect.any(String) });
    const { origin: vivenu, credentials: key, events: evenings } = providers.vivenu;
    const sold = await fetch(`${vivenu}/api/tickets?top=1&event=${evenings[1]}`, {
      headers: { Authorization: `Bearer ${key['apiKey']}` },
    });
    expect(await sold.json()).toMatchObject({ total: 100, rows: [{ sellerId: expect.any(String) }] });
    const files = await fetch(`${google.origin}/drive/v3/files`, {
      headers: { Authorization: `Bearer ${google.token}` },
    });
    expect(files.status).toBe(200);
  });

  it('does so through npm', async () => {
    const child = start('npm', ['run', '--silent', 'sandbox', '--', '--port', '0', '--json', '--no-quota']);
    expect(Started.safeParse(JSON.parse(await firstLine(child))).success).toBe(true);
  });

  it('skips ports that are taken', async () => {
    const other = createServer();
    const taken = await listenNear(other, 0);
    const { google, providers } = Started.parse(JSON.parse(await firstLine(sandbox('--port', `${taken}`, '--json'))));
    const [first, second] = [google.origin, providers.tixngo.origin].map((origin) => Number(new URL(origin).port));
    expect(first).toBeGreaterThan(taken);
    expect(second).toBeGreaterThan(taken);
    expect(second).not.toBe(first);
    other.close();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const child = sandbox('--port', '0');
    expect(await firstLine(child)).toContain('sandbox is running');
    const exit = once(child, 'exit');
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });

  it('says what is wrong with the command line, and ends with 2', async () => {
    const child = sandbox('--ports', '1');
    const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code).toBe(2);
    expect(message).toContain("Unknown option '--ports'");
    expect(message).toContain('Usage:');
  });
});
