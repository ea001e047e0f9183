import { createTransport } from 'nodemailer';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { codeOf, reasonOf } from './reason.ts';

type Asked = {
  readonly smtpUrl: string | undefined;
  readonly from: string | undefined;
  readonly isRehearsal: boolean;
  readonly deadlineMs: number;
};

/** Whether the mail server takes our account. Nothing is sent. */
export async function checkMail({ smtpUrl, from, isRehearsal, deadlineMs }: Asked): Promise<Finding> {
  if (smtpUrl === undefined) {
    if (isRehearsal) return ok('rehearsal: e-mails become files');
    return from === undefined
      ? skipped('no SMTP_URL: notices are not sent by e-mail')
      : warning('MAIL_FROM is set, but not SMTP_URL: no e-mail is sent.', 'Set SMTP_URL too.');
  }
  const { host } = new URL(smtpUrl);
  if (from === undefined)
    return fault('SMTP_URL is set, but not MAIL_FROM: the worker does not start.', 'Set MAIL_FROM to the sender.');
  const timeouts = { connectionTimeout: deadlineMs, greetingTimeout: deadlineMs, socketTimeout: deadlineMs };
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.verify();
    return ok(`${host} takes the account`);
  } catch (error) {
    if (codeOf(error) === 'EAUTH')
      return fault(
        `${host} refuses the account.`,
        'Correct account and password in SMTP_URL (special characters percent-encoded).',
      );
    return fault(
      `${host} cannot be used: ${reasonOf(error)}.`,
      'Look at host and port (587 with smtp://, 465 with smtps://), and whether this machine may reach it.',
    );
  } finally {
    transport.close();
  }
}
