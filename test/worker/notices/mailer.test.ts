import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../worker/config.ts';
import { createMailer, type Mail } from '../../../worker/notices/mailer.ts';

const MAIL: Mail = {
  id: '7d3f2c52-1111-4222-8333-444455556666',
  at: new Date('2027-05-01T18:01:00Z'),
  to: 'ops@example.org',
  subject: 'Gästeliste: not refreshed – replace the key',
  text: 'TIXNGO does not accept the credentials.\n',
  html: '<p>TIXNGO does not accept the credentials.</p>',
  unsubscribe: 'https://willcall.example/unsubscribe/1/2',
};
const FROM = 'Willcall <willcall@willcall.example>';

type Letter = { to: string[]; text: string };

/** A mail server on this machine; `refuse` says no to a recipient. */
async function mailServer(refuse?: { code: number }) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      if (!refuse) return callback();
      callback(Object.assign(new Error('no such mailbox'), { responseCode: refuse.code }));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push({
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const close = async () => await new Promise<void>((resolve) => server.close(() => resolve()));
  return { letters, url, close };
}

describe('e-mail', () => {
  it('arrives with its id, both forms, and the header by which mail programs offer to stop it', async () => {
    const server = await mailServer();
    const mailer = createMailer({ smtpUrl: server.url, from: FROM, outbox: null });
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(server.letters.map(({ to }) => to)).toEqual([['ops@example.org'], ['ops@example.org']]);
    const text = server.letters[0]?.text ?? '';
    expect(text).toMatch(/^Message-ID: <7d3f2c52-1111-4222-8333-444455556666@willcall\.example>\r$/im);
    expect(text).toMatch(/^From: Willcall <willcall@willcall\.example>\r$/m);
    expect(text).toMatch(/^Date: Sat, 01 May 2027 18:01:00 \+0000\r$/m);
    expect(text).toMatch(/^List-Unsubscribe: <https:\/\/willcall\.example\/unsubscribe\/1\/2>\r$/m);
    expect(text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(text).toMatch(/^Content-Type: multipart\/alternative/m);
    mailer.close();
    await server.close();
  });

  it.each([
    [550, false, 'The mail server refused the message (550).'],
    [451, true, 'The mail server asks to try again later (451).'],
  ])('that the server refuses with %i is tried again: %s', async (code, passes, message) => {
    const server = await mailServer({ code });
    const mailer = createMailer({ smtpUrl: server.url, from: FROM, outbox: null });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ name: 'Undelivered', passes, message });
    await server.close();
  });

  it('is tried again when no server answers, and says nothing of where it is', async () => {
    const server = await mailServer();
    await server.close();
    const mailer = createMailer({ smtpUrl: server.url.replace('//', '//me:secret-word@'), from: FROM, outbox: null });
    const message = 'The mail server does not answer.';
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ passes: true, message });
  });

  it('of a rehearsal is a file for its owner alone, also when it is sent twice', async () => {
    const outbox = join(mkdtempSync(join(tmpdir(), 'willcall-outbox-')), 'outbox');
    const mailer = createMailer({ outbox });
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    const [file = '', ...others] = readdirSync(outbox);
    expect(others).toEqual([]);
    expect(file).toBe('2027-05-01T18-01-00-000Z-7d3f2c52.eml');
    expect(readFileSync(join(outbox, file), 'utf8')).toContain('To: ops@example.org');
    expect(statSync(join(outbox, file)).mode & 0o777).toBe(0o600);
    rmSync(outbox, { recursive: true });
  });

  it('needs a sender', () => {
    expect(() => createMailer({ smtpUrl: 'smtp://127.0.0.1:25', outbox: null })).toThrow(ConfigError);
  });

  it('is off where nobody set a server', async () => {
    const mailer = createMailer({ outbox: null });
    expect(mailer.how).toBe('off');
    await expect(mailer.send(MAIL)).rejects.toThrow('SMTP_URL');
  });
});
