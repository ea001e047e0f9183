import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createLog } from '../../../worker/log.ts';
import { addTarget, type TargetParts } from '../../../worker/notices/change-target.ts';
import type { Sending } from '../../../worker/notices/deliver.ts';
import type { Mail, Mailer } from '../../../worker/notices/mailer.ts';
import { createNoticeWork } from '../../../worker/notices/notice-work.ts';
import { createPost } from '../../../worker/notices/post.ts';
import { createWebhooks } from '../../../worker/notices/webhooks.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import type { NoticeTargetInput } from '../../../shared/notices.ts';
import { testDatabase } from '../../helpers/database.ts';

/** Nothing waits for anything else. */
const AT_ONCE = { gather: 0, spacing: 0 };

type Options = { mailer?: Mailer; trusted?: readonly string[]; pace?: { gather: number; spacing: number } };

/** A team with an admin and reports in tabs, and everything that sends; `clock.now` is what it takes for the time. */
export async function createTeam({ mailer, trusted = [], pace = AT_ONCE }: Options = {}) {
  const database = await testDatabase();
  const { db } = database;
  const { id: workspaceId } = await db
    .insertInto('workspaces')
    .values({ name: 'Spring Gala team' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const admin = { subject: 'admin-subject', email: 'admin@example.org', domain: null, key: null };
  await db
    .insertInto('members')
    .values({ workspace_id: workspaceId, subject: admin.subject, email: admin.email, role: 'admin' })
    .execute();
  const { id: spreadsheetId } = await db
    .insertInto('spreadsheets')
    .values({
      workspace_id: workspaceId,
      google_id: `google-${randomBytes(6).toString('hex')}`,
      title: 'Spring Gala 2027',
      writer_email: 'writer@willcall.example',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const lines: string[] = [];
  const mails: Mail[] = [];
  const clock = { now: new Date() };
  const now = () => clock.now;
  const sending: Sending = {
    db,
    sealer: createSealer(randomBytes(32)),
    log: createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    now,
    mailer: mailer ?? { how: 'sent', send: async (mail) => void mails.push(mail), close: () => undefined },
    webhooks: createWebhooks({ trusted, now, deadlineMs: 500 }),
    url: () => 'https://willcall.example',
    tabLink: (googleId) => `https://sheets.example/${googleId}`,
  };
  const parts: TargetParts = { db, sealer: sending.sealer, post: createPost(sending), now };
  const work = createNoticeWork({ ...sending, heartbeatUrl: undefined, pace });

  /** What the sweep does once, with everything that is sent behind it. */
  const tick = async () => {
    for (const task of work.tasks) await task();
    for (let round = 0; round < 200; round++) {
      const open = await db
        .selectFrom('notice_deliveries')
        .select('id')
        .where('state', '=', 'waiting')
        .where((where) =>
          where.or([where('lease_until', '>', sql<Date>`now()`), where('next_try_at', '<=', sql<Date>`now()`)]),
        )
        .execute();
      if (open.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const report = async (name: string) => {
    const { id } = await db
      .insertInto('reports')
      .values({
        workspace_id: workspaceId,
        name,
        dataset: 'tickets',
        columns: '[]',
        spreadsheet_id: spreadsheetId,
        tab: name,
        write_mode: 'sync',
        created_by: admin.subject,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const target = async (input: NoticeTargetInput = { kind: 'email' }) =>
    await addTarget(parts, { caller: admin, workspaceId, isAdmin: true }, input);
  return {
    db,
    workspaceId,
    admin,
    sending,
    parts,
    work,
    tick,
    report,
    target,
    mails,
    lines,
    clock,
    async close() {
      await work.close();
      await database.drop();
    },
  };
}

export type Team = Awaited<ReturnType<typeof createTeam>>;
