import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../worker/log.ts';
import { createSheetsClient, type SheetsClient } from '../../../worker/sheets/client.ts';
import { SheetError } from '../../../worker/sheets/sheet-error.ts';

type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'drop' | 'silence';
type Seen = { method: string; url: string; token: string; body: string };

const log = createLog({ level: 'silent' });
let server: Server | null = null;
const servers: Server[] = [];
afterEach(async () => {
  for (const one of servers.splice(0).filter(({ listening }) => listening)) {
    one.closeAllConnections();
    await new Promise((resolve) => one.close(resolve));
  }
});

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** A Google that gives these replies, then success; and a client whose waits take no time. */
async function rig(
  replies: Reply[],
  deadlineMs = 5000,
): Promise<{ client: SheetsClient; seen: Seen[]; pushes: { kind: string; ms: number }[] }> {
  const seen: Seen[] = [];
  const pushes: { kind: string; ms: number }[] = [];
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, token: headers.authorization ?? '', body });
      const reply = replies.shift() ?? { status: 200, body: {} };
      if (reply === 'drop') request.socket.destroy();
      if (typeof reply === 'string') return;
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(JSON.stringify(reply.body ?? {}));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = createSheetsClient({
    origin: `http://127.0.0.1:${port}`,
    auth: { accessToken: (refused) => Promise.resolve(refused === undefined ? 'first' : 'second') },
    limits: {
      take: (_, __, wait) => {
        wait?.onQueued?.(wait.urgent === true ? 0 : 3);
        return Promise.resolve(0);
      },
      pushBack: (kind, ms) => {
        pushes.push({ kind, ms });
        return Promise.resolve();
      },
    },
    now: () => 45_000,
    sleep: () => Promise.resolve(),
    log,
    deadlineMs,
  });
  return { client, seen, pushes };
}

function refusal(status: number, message: string, reason?: string): Reply {
  return { status, body: { error: { code: status, message, details: reason === undefined ? [] : [{ reason }] } } };
}

const read = (client: SheetsClient) => client.get('book', { fields: 'properties(title)' });
const write = (client: SheetsClient) => client.batchUpdate('book', [{ deleteSheet: { sheetId: 1 } }]);
const put = (client: SheetsClient) => client.updateValues('book', "'T'!A1:B1", [['=1+1', 2]]);

async function errorOf(attempt: Promise<unknown>): Promise<SheetError> {
  const error = await attempt.catch((thrown: unknown) => thrown);
  if (!(error instanceof SheetError)) throw new Error('no SheetError');
  return error;
}

describe('a read', () => {
  it.each<Reply>([{ status: 503 }, { status: 500 }, 'drop'])('is repeated after %j', async (reply) => {
    const { client, seen } = await rig([reply, { status: 200, body: { properties: { title: 'Gala' } } }]);
    expect((await read(client)).properties?.title).toBe('Gala');
    expect(seen).toHaveLength(2);
  });

  it('is given up after four tries', async () => {
    const { client, seen } = await rig(Array.from({ length: 9 }, () => ({ status: 503 })));
    expect(await errorOf(read(client))).toMatchObject({ kind: 'unavailable', code: 'unavailable' });
    expect(seen).toHaveLength(4);
  });

  it('makes all calls of the writer wait when refused for the quota: to the next minute, or as long as Google says, within reason', async () => {
    const after = (header: string): Reply => ({ status: 429, headers: { 'retry-after': header } });
    const { client, pushes } = await rig([{ status: 429 }, after('3'), after('1000000000')]);
    await read(client);
    expect(pushes.map(({ kind }) => kind)).toEqual(['read', 'read', 'read']);
    for (const [index, least] of [15_000, 3000, 120_000].entries()) {
      expect(pushes[index]?.ms).toBeGreaterThanOrEqual(least);
      expect(pushes[index]?.ms).toBeLessThan(least + 2000);
    }
  });

  it('makes the others wait also when it is given up itself', async () => {
    const { client, seen, pushes } = await rig(Array.from({ length: 9 }, () => ({ status: 429 })));
    expect(await errorOf(read(client))).toMatchObject({ kind: 'rate-limited' });
    expect([seen.length, pushes.length]).toEqual([4, 4]);
  });

  it('gets one new token when the old one is refused', async () => {
    const { client, seen } = await rig([{ status: 401 }]);
    await read(client);
    expect(seen.map(({ token }) => token)).toEqual(['Bearer first', 'Bearer second']);
    const again = await rig([{ status: 401 }, { status: 401 }]);
    expect(await errorOf(read(again.client))).toMatchObject({ kind: 'token', code: 'internal' });
  });

  it('tells how many calls are before it, and that a person waits for it', async () => {
    const { client } = await rig([]);
    const told: (number | null)[] = [];
    const onQueued = (ahead: number | null) => told.push(ahead);
    await client.get('book', { fields: '*' }, { onQueued });
    await client.get('book', { fields: '*' }, { onQueued, urgent: true });
    expect(told).toEqual([3, 0]);
  });

  it('does not follow a redirect', async () => {
    const { client, seen } = await rig(
      Array.from({ length: 4 }, () => ({ status: 302, headers: { location: '/elsewhere' } })),
    );
    expect((await errorOf(read(client))).kind).toBe('unavailable');
    expect(seen.every(({ url }) => url.startsWith('/v4/spreadsheets/book?'))).toBe(true);
  });
});

describe('a write', () => {
  it.each<[Reply, number]>([
    [{ status: 503 }, 5000],
    [{ status: 500 }, 5000],
    [{ status: 408 }, 5000],
    ['drop', 5000],
    ['silence', 50],
  ])('is not repeated after %j, and its outcome is open', async (reply, deadlineMs) => {
    for (const send of [write, put]) {
      const { client, seen } = await rig([reply], deadlineMs);
      expect(await errorOf(send(client))).toMatchObject({ kind: 'ambiguous', code: 'unavailable' });
      expect(seen.length).toBeLessThanOrEqual(1);
      server?.closeAllConnections();
      server?.close();
    }
  });

  it('is repeated when it was refused for the quota, asking the owner again each time', async () => {
    const { client, seen } = await rig([{ status: 429 }]);
    let asked = 0;
    const before = () => {
      asked += 1;
      return Promise.resolve();
    };
    await client.batchUpdate('book', [], { before });
    expect([seen.length, asked]).toEqual([2, 2]);
  });

  it('is not sent when the owner is somebody else', async () => {
    const { client, seen } = await rig([]);
    const before = () => Promise.reject(new Error('lost'));
    await expect(client.batchUpdate('book', [], { before })).rejects.toThrow('lost');
    expect(seen).toEqual([]);
  });

  it('is certainly not done when nobody listens', async () => {
    const { client } = await rig([]);
    server?.close();
    expect((await errorOf(write(client))).kind).toBe('unavailable');
  });

  it('sends values RAW, to the range as it is', async () => {
    const { client, seen } = await rig([]);
    await put(client);
    await client.batchUpdateValues('book', [{ range: "'T'!A1", values: [['0042']] }]);
    expect(decodeURIComponent(seen[0]?.url ?? '')).toContain("/v4/spreadsheets/book/values/'T'!A1:B1?");
    expect(seen[0]).toMatchObject({ method: 'PUT', body: '{"values":[["=1+1",2]]}' });
    expect(seen[0]?.url).toContain('valueInputOption=RAW');
    expect(seen[1]?.body).toContain('"valueInputOption":"RAW"');
  });
});

describe('a refusal', () => {
  it.each<[Reply, string, string]>([
    [refusal(404, 'Requested entity was not found.'), 'gone', 'spreadsheet-gone'],
    [refusal(403, 'The caller does not have permission'), 'no-access', 'spreadsheet-not-shared'],
    [refusal(403, 'Google Sheets API has not been used', 'SERVICE_DISABLED'), 'writer', 'internal'],
    [refusal(400, 'You are trying to edit a protected cell or object. Please …'), 'protected', 'tab-protected'],
    [
      refusal(
        400,
        'Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
      ),
      'full',
      'no-free-cells',
    ],
    [
      refusal(400, 'Your input contains more than the maximum of 50000 characters in a single cell.'),
      'too-long',
      'cell-too-long',
    ],
    [refusal(400, 'Request payload size exceeds the limit: 10485760 bytes.'), 'too-large', 'internal'],
    [refusal(413, ''), 'too-large', 'internal'],
    [refusal(400, 'No grid with id: 1'), 'bad-request', 'internal'],
  ])('%j is %s', async (reply, kind, code) => {
    const { client, seen } = await rig([reply]);
    expect(await errorOf(write(client))).toMatchObject({ kind, code });
    expect(seen).toHaveLength(1);
  });

  it('never repeats what stood in a cell or a tab name', async () => {
    const { client } = await rig([refusal(400, `Invalid value at 'data.values', "Jane Doe"; range 'VIP guests'!A1`)]);
    const { message } = await errorOf(write(client));
    expect(message).not.toMatch(/Jane|VIP/);
  });
});

it('an aborted call throws the reason, unless it was told to see it through', async () => {
  const { client } = await rig(['silence', { status: 200, body: {} }]);
  const early = new AbortController();
  const attempt = client.get('book', { fields: '*' }, { signal: early.signal });
  setTimeout(() => early.abort(new Error('enough')), 30);
  await expect(attempt).rejects.toThrow('enough');
  const cancel = new AbortController();
  const before = () => {
    setTimeout(() => cancel.abort(), 1);
    return Promise.resolve();
  };
  await client.batchUpdate('book', [], { before, signal: cancel.signal, unstoppable: true });
});
