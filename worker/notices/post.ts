import { insertTest, type DeliveryRow } from '../db/notice-deliveries.ts';
import type { NoticeTargetRow } from '../db/notice-targets.ts';
import { Failure } from '../failure.ts';
import { deliver, type Sending } from './deliver.ts';
import type { Mail, Mailer } from './mailer.ts';

/** What routes need of sending. */
export type Post = {
  readonly email: Mailer['how'];
  /** A sentence on why a webhook cannot be there, or null. */
  readonly webhookMisfit: (url: string) => string | null;
  /** Sends an e-mail at once. @throws Undelivered */
  readonly sendMail: (mail: Mail) => Promise<void>;
  /** Sends a test at once, and waits for what becomes of it. */
  readonly sendTest: (target: NoticeTargetRow) => Promise<DeliveryRow>;
};

export function createPost(sending: Sending): Post {
  const { mailer, webhooks, db } = sending;
  return {
    email: mailer.how,
    webhookMisfit: (url) => webhooks.misfitOf(url),
    sendMail: async (mail) => await mailer.send(mail),
    async sendTest(target) {
      const made = await insertTest(db, target);
      const ended = await deliver(sending, made);
      if (!ended) throw new Failure('not-found', 'There is no such place for messages.');
      return ended;
    },
  };
}
