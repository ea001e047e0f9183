import { setTimeout as sleep } from 'node:timers/promises';
import { claimTidying, forgetOldNotices, noteAlive } from '../db/alive.ts';
import { gatherNotices, takeDeliveries, type Pace } from '../db/notice-deliveries.ts';
import type { SweepTask } from '../jobs/sweep.ts';
import { deliver, type Sending } from './deliver.ts';
import { tellDowntimes, tellMissed } from './downtime.ts';
import { beat } from './heartbeat.ts';
import { makeSummaries } from './summary.ts';

/** A first message waits a minute for what else happens; the next one to the same target comes five minutes later at the earliest. */
const PACE: Pace = { gather: 60, spacing: 300 };
/** Shorter absences are restarts, of which nobody needs to know. */
const AWAY_SECONDS = 300;
const AT_ONCE = 10;
const CLOSE_MS = 2_000;

export type NoticeWork = {
  /** Look what is to be told; for the sweep, in this order. Sending goes on behind them. */
  readonly tasks: readonly SweepTask[];
  /** Waits a little for what is being sent; the rest is sent after the next start. */
  close(): Promise<void>;
};

export type NoticeWorkOptions = Sending & { readonly heartbeatUrl: string | undefined; readonly pace?: Pace };

/** Raising, gathering and sending: everything about notices that nobody asked for just now. Any number of processes may do it. */
export function createNoticeWork({ heartbeatUrl, pace = PACE, ...sending }: NoticeWorkOptions): NoticeWork {
  const { db, log, now, mailer, webhooks } = sending;
  const background = new Map<string, Promise<void>>();
  let isClosing = false;

  const behind = (name: string, work: () => Promise<void>) => {
    if (isClosing || background.has(name)) return;
    const done = work()
      .catch((err: unknown) => log.warn({ err }, name))
      .finally(() => background.delete(name));
    background.set(name, done);
  };
  const sendDue = async () => {
    while (!isClosing) {
      const taken = await takeDeliveries(db, AT_ONCE);
      if (taken.length === 0) return;
      await Promise.all(taken.map(async (delivery) => await deliver(sending, delivery)));
    }
  };
  return {
    tasks: [
      async () => await noteAlive(db, AWAY_SECONDS),
      async () => await tellDowntimes(db),
      async () => await tellMissed(db, now()),
      async () => await makeSummaries(db, now()),
      async () => void (await gatherNotices(db, pace)),
      async () => {
        // links need the address people reach the worker at
        if (sending.url() !== '') behind('sending notices', sendDue);
        behind('forgetting old notices', async () => {
          if (await claimTidying(db)) await forgetOldNotices(db);
        });
        if (heartbeatUrl !== undefined) behind('heartbeat', async () => await beat(db, log, heartbeatUrl));
      },
    ],
    async close() {
      isClosing = true;
      const late = new AbortController();
      await Promise.race([
        Promise.allSettled(background.values()),
        sleep(CLOSE_MS, undefined, { signal: late.signal }),
      ]).finally(() => late.abort());
      mailer.close();
      await webhooks.close();
    },
  };
}
