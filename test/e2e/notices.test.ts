import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { Connection } from '../../shared/api.ts';
import { NewNoticeTarget } from '../../shared/notices.ts';
import { openHouse } from './house.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A mail server on this machine that keeps what it is given. */
async function mailServer() {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString('utf8'));
        callback();
      });
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  closers.push(async () => await new Promise<void>((resolve) => server.close(() => resolve())));
  const address = listener.address();
  return { letters, url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

const subjects = (letters: readonly string[]) => letters.map((letter) => /^Subject: (.*)$/m.exec(letter)?.[1]?.trim());

describe('people are told by e-mail', () => {
  it('that a report was filled, that its key is refused (once), and that it works again', async () => {
    const mail = await mailServer();
    const house = await openHouse({ SMTP_URL: mail.url, MAIL_FROM: 'Willcall <willcall@example.org>' });
    closers.push(house.close);
    const { db } = house.database;
    /** What waits to gather has waited long enough, and the sweep sees it. */
    const until = async (count: number) => {
      for (let round = 0; mail.letters.length < count && round < 100; round++) {
        await sql`update notice_items set created_at = now() - interval '1 hour'`.execute(db);
        await sql`update notice_deliveries set created_at = now() - interval '1 hour'`.execute(db);
        await sleep(100);
      }
    };
    const connectionId = await house.connect();
    const report = await house.report({
      sources: [{ connectionId, scope: { appId: house.sandbox.providers.tixngo.appId, eventId: 'trap-door-2027' } }],
      destination: { spreadsheet: await house.link(house.book()), tab: 'Tickets' },
      writeMode: 'sync',
    });
    await house.call('POST', '/v1/notice-targets', NewNoticeTarget, { kind: 'email', timeZone: 'Europe/Zurich' });
    expect(await house.refresh(report.id)).toMatchObject({ status: 'done' });
    await until(1);
    const { credentials } = house.sandbox.providers.tixngo;
    const change = (apiKey: string) =>
      house.call('PATCH', `/v1/connections/${connectionId}`, Connection, { credentials: { ...credentials, apiKey } });
    await change('refused');
    for (let time = 0; time < 3; time++) expect(await house.refresh(report.id)).toMatchObject({ status: 'failed' });
    await until(2);
    await change(credentials.apiKey);
    expect(await house.refresh(report.id)).toMatchObject({ status: 'done' });
    await until(3);
    expect(subjects(mail.letters)).toEqual([
      'Tickets: filled for the first time',
      expect.stringMatching(/not[_ ]refreshed/),
      'Tickets: works again',
    ]);
    const [tally] = await db.selectFrom('report_tallies').selectAll().execute();
    expect(tally?.sold).toBeGreaterThan(0);
    expect(house.lines.join('')).not.toContain('example.org');
  }, 60_000);
});
