import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Closers } from '../closers.ts';
import type { Database } from '../db/connection.ts';
import type { SweepTask } from '../jobs/sweep.ts';
import type { Log } from '../log.ts';
import type { Sealer } from '../security/sealing.ts';
import { createMailer } from './mailer.ts';
import { createNoticeWork } from './notice-work.ts';
import { createPost, type Post } from './post.ts';
import { createWebhooks } from './webhooks.ts';

/** Where people find things, known once the worker listens. `playground`: page of a rehearsal. */
export type Places = { url: string; playground: string | null };

/** Folder of the e-mails a rehearsal does not send. */
export const outboxIn = (dir: string): string => join(dir, 'outbox');

type Parts = {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly sealer: Sealer;
  readonly now: () => Date;
  readonly places: Places;
  /** Folder of this deployment; of a rehearsal e-mails become files in it. */
  readonly dir: string;
  readonly isRehearsal: boolean;
};

/**
 * Everything that sends, as the settings say.
 *
 * @throws ConfigError when SMTP_URL is set without MAIL_FROM.
 */
export function openNotices(parts: Parts, closers: Closers): { tasks: readonly SweepTask[]; post: Post } {
  const { config, db, log, sealer, now, places, dir, isRehearsal } = parts;
  const outbox = isRehearsal ? outboxIn(dir) : null;
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, outbox });
  const webhooks = createWebhooks({ trusted: config.WEBHOOK_ORIGINS, now });
  const sending = { db, log, sealer, now, mailer, webhooks, url: () => places.url, tabLink: tabLinkIn(places) };
  const work = createNoticeWork({ ...sending, heartbeatUrl: config.HEARTBEAT_URL });
  closers.add(work.close);
  return { tasks: work.tasks, post: createPost(sending) };
}

function tabLinkIn(places: Places) {
  return (googleId: string, sheetId: number | null): string => {
    if (places.playground !== null) return `${places.playground}?spreadsheet=${encodeURIComponent(googleId)}`;
    const tab = sheetId === null ? '' : `#gid=${sheetId}`;
    return `https://docs.google.com/spreadsheets/d/${encodeURIComponent(googleId)}/edit${tab}`;
  };
}
