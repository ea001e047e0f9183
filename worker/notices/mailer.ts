import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { ConfigError } from '../config.ts';
import { Undelivered } from './undelivered.ts';

/** `id` is the same in every try. `unsubscribe`: takes a POST without sign-in (RFC 8058). */
export type Mail = {
  readonly id: string;
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unsubscribe: string | null;
};

/** Sends e-mail. `how`: `rehearsed` mails are files in a folder. */
export type Mailer = {
  readonly how: 'sent' | 'rehearsed' | 'off';
  /** @throws Undelivered */
  send(mail: Mail): Promise<void>;
  close(): void;
};

/** `outbox`: the folder for a rehearsal; null outside of one. */
export type MailSettings = { smtpUrl?: string | undefined; from?: string | undefined; outbox: string | null };

/** Waiting for a mail server is bounded well below the lease of a message. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
const REHEARSED_FROM = 'Willcall <willcall@rehearsal.example>';

/** @throws ConfigError when an SMTP server is set without a sender. */
export function createMailer({ smtpUrl, from, outbox }: MailSettings): Mailer {
  if (smtpUrl !== undefined) {
    if (from === undefined)
      throw new ConfigError('MAIL_FROM: name the sender of e-mails, such as "Willcall <willcall@example.org>".');
    return smtpMailer(smtpUrl, from);
  }
  return outbox === null ? NO_MAILER : outboxMailer(outbox, from ?? REHEARSED_FROM);
}

const NO_MAILER: Mailer = {
  how: 'off',
  async send() {
    throw new Undelivered('This Willcall has no mail server: whoever runs it sets SMTP_URL.', true);
  },
  close: () => undefined,
};

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'willcall.invalid';
}

function messageOf({ id, at, to, subject, text, html, unsubscribe }: Mail, from: string): SendMailOptions {
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    date: at,
    messageId: `<${id}@${domainOf(from)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe === null
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    // nothing in a message is read from files or fetched
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  return {
    how: 'sent',
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from));
      } catch (cause) {
        throw undelivered(cause);
      }
    },
    close: () => transport.close(),
  };
}

function responseOf(error: unknown): number | null {
  const code = typeof error === 'object' && error !== null && 'responseCode' in error ? error.responseCode : null;
  return typeof code === 'number' ? code : null;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** 5xx about the address or the message is final; a wrong password of ours is mended by the operator meanwhile. */
function undelivered(cause: unknown): Undelivered {
  const response = responseOf(cause);
  const code = codeOf(cause);
  if (code === 'EAUTH')
    return new Undelivered('The mail server does not accept the password of this Willcall.', true, { cause });
  if (response === null) return new Undelivered('The mail server does not answer.', true, { cause });
  if (response >= 500) return new Undelivered(`The mail server refused the message (${response}).`, false, { cause });
  return new Undelivered(`The mail server asks to try again later (${response}).`, true, { cause });
}

/** One file a mail, named by its time and id: a mail that is sent twice is there once. */
function outboxMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    how: 'rehearsed',
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, from));
      if (!Buffer.isBuffer(message)) throw new Undelivered('The mail could not be put into a file.', false);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const name = `${mail.at.toISOString().replace(/[:.]/g, '-')}-${mail.id.slice(0, 8)}.eml`;
      const unfinished = join(folder, `.${name}`);
      writeFileSync(unfinished, message, { mode: 0o600 });
      renameSync(unfinished, join(folder, name));
    },
    close: () => transport.close(),
  };
}
