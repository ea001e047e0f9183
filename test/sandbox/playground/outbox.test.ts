import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createMailer } from '../../../worker/notices/mailer.ts';
import { serveOutbox } from '../../../sandbox/playground/outbox.ts';

describe('the outbox of a rehearsal', () => {
  it('shows what was written, newest first, and each mail as its reader would see it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'willcall-outbox-'));
    const app = new Hono();
    serveOutbox(app, folder);
    expect(await (await app.request('/outbox')).text()).toContain('None yet');
    const mailer = createMailer({ outbox: folder });
    for (const [id, day, subject] of [
      [
        '11111111-a',
        '01',
        'Gästeliste <b>: not refreshed – replace the key of this ticketing account "Box" and then some more',
      ],
      ['22222222-b', '02', 'Door list: works again'],
    ] as const) {
      const html = `<p>Zürich – ${'a long line '.repeat(20)}</p>`;
      const at = new Date(`2027-05-${day}T18:00:00Z`);
      await mailer.send({ id, at, to: 'ops@example.org', subject, text: 'text', html, unsubscribe: null });
    }
    writeFileSync(join(folder, 'secret.txt'), 'not a mail');
    const list = await (await app.request('/outbox')).text();
    expect(list.indexOf('Door list')).toBeLessThan(list.indexOf('Gästeliste &lt;b&gt;: not refreshed – replace'));
    const [, address = ''] = /href="(\/outbox\/2027-05-01[^"]*)"/.exec(list) ?? [];
    const mail = await app.request(address);
    expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await mail.text()).trim()).toBe(`<p>Zürich – ${'a long line '.repeat(20)}</p>`);
    expect((await app.request('/outbox/secret.txt')).status).not.toBe(200);
    expect((await app.request('/outbox/..%2Fsecret.txt')).status).not.toBe(200);
    rmSync(folder, { recursive: true });
  });
});
