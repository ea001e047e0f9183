import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseNotice } from '../../../worker/db/notices.ts';
import { createWebhooks, signatureOf } from '../../../worker/notices/webhooks.ts';
import { createTeam, type Team } from './team.ts';

type Call = { headers: IncomingHttpHeaders; body: string };

/** A chat program that takes messages, or does not. */
async function startChat() {
  const calls: Call[] = [];
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      const { status, headers = {} } = answers.shift() ?? { status: 200 };
      if (status === 0) return;
      response.writeHead(status, headers).end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin, calls, answers, close };
}

describe('webhooks', () => {
  let chat: Awaited<ReturnType<typeof startChat>>;
  let team: Team;
  beforeEach(async () => {
    chat = await startChat();
    team = await createTeam({ trusted: [chat.origin] });
  });
  afterEach(async () => {
    await team.close();
    await chat.close();
  });

  const raise = async (name: string) => {
    const facts = {
      code: 'provider-auth',
      message: 'TIXNGO does not accept the credentials of "Box & <!channel>".',
      status: 'failed',
    };
    await raiseNotice(team.db, {
      workspaceId: team.workspaceId,
      reportId: await team.report(name),
      kind: 'failed',
      facts,
    });
  };
  const again = async () => {
    await team.db
      .updateTable('notice_deliveries')
      .set({ next_try_at: new Date(0) })
      .execute();
    await team.tick();
  };

  it('take what Slack takes, signed so that the receiver can check who sent it and when', async () => {
    const { secret } = await team.target({ kind: 'webhook', url: `${chat.origin}/services/T0/B0/xyz` });
    await raise('Guest list');
    await team.tick();
    const [call] = chat.calls;
    const message: unknown = JSON.parse(call?.body ?? '');
    expect(message).toMatchObject({
      text: 'Guest list: not refreshed – enter new credentials for this ticketing account',
      blocks: [{ type: 'section', text: { type: 'mrkdwn' } }, { type: 'divider' }, { type: 'context' }],
    });
    expect(Object.keys(Object(message))).toEqual(['text', 'blocks']);
    expect(call?.body).toContain('Box &amp; &lt;!channel&gt;');
    expect(call?.body).toContain('*What to do:* Enter new credentials');
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = call?.headers ?? {};
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
    const signingSecret = secret.kind === 'webhook' ? secret.signingSecret : '';
    expect(signature).toBe(signatureOf(signingSecret, String(id), Number(seconds), call?.body ?? ''));
  });

  it('signs as the published example of Standard Webhooks does', () => {
    const body = '{"test": 2432232314}';
    const signature = signatureOf(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      body,
    );
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('are tried again with the same id when the receiver has trouble, after the pause it asks for', async () => {
    chat.answers.push({ status: 503, headers: { 'retry-after': '600' } }, { status: 0 }, { status: 200 });
    await team.target({ kind: 'webhook', url: `${chat.origin}/hook` });
    await raise('Guest list');
    await team.tick();
    const [waiting] = await team.db.selectFrom('notice_deliveries').selectAll().execute();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, error: 'The webhook has trouble (503).' });
    expect((waiting?.next_try_at.getTime() ?? 0) - Date.now()).toBeGreaterThan(500_000);
    await again();
    await again();
    const ids = new Set(chat.calls.map(({ headers }) => headers['webhook-id']));
    expect([chat.calls.length, ids.size]).toEqual([3, 1]);
    expect(await team.db.selectFrom('notice_deliveries').select('state').execute()).toEqual([{ state: 'sent' }]);
  });

  it('follow no redirect: the message could be led to a private network', async () => {
    chat.answers.push({ status: 302, headers: { location: `${chat.origin}/elsewhere` } });
    await team.target({ kind: 'webhook', url: `${chat.origin}/hook` });
    await raise('Guest list');
    await team.tick();
    expect(chat.calls).toHaveLength(1);
    expect(await team.db.selectFrom('notice_deliveries').select(['state', 'error']).execute()).toEqual([
      { state: 'failed', error: 'The webhook answers with another address (302); give that one instead.' },
    ]);
  });

  it('of an address that is refused for good are not tried again', async () => {
    chat.answers.push({ status: 404 });
    await team.target({ kind: 'webhook', url: `${chat.origin}/hook` });
    await raise('Guest list');
    await team.tick();
    await again();
    expect(chat.calls).toHaveLength(1);
  });

  it.each([
    'http://hooks.example.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://0x7f000001/x',
    'https://2130706433/x',
    'https://localhost/x',
    'https://metadata.google.internal/x',
    'https://user:pass@hooks.example.com/x',
    'ftp://hooks.example.com',
    'hooks.example.com',
  ])('are not sent to %s', (url) => {
    expect(createWebhooks({ trusted: [], now: () => new Date() }).misfitOf(url)).not.toBeNull();
  });

  it('are not sent to a public name that leads to this machine', async () => {
    const webhooks = createWebhooks({ trusted: [], now: () => new Date() });
    // a name of the machine's own hosts file stands for any name somebody points here
    const url = `${chat.origin.replace('http:', 'https:').replace('127.0.0.1', 'ip6-localhost')}/x`;
    await expect(webhooks.send({ id: 'a', url, signingSecret: 'whsec_', body: '{}' })).rejects.toThrow(
      'does not answer',
    );
    expect(chat.calls).toEqual([]);
    await webhooks.close();
  });
});
