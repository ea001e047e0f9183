import type { Notice, NoticeDelivery, NoticeTarget } from '../../shared/notices.ts';
import type { DeliveryRow } from '../db/notice-deliveries.ts';
import type { NoticeTargetRow } from '../db/notice-targets.ts';
import type { ToldNotice } from '../db/told-notices.ts';
import { clockIn } from '../notices/clock.ts';
import { noticeText } from '../notices/notice-text.ts';
import { openTarget } from '../notices/target-secret.ts';
import type { Caller } from '../security/identity.ts';
import type { Sealer } from '../security/sealing.ts';

/** A target as the caller sees it. @throws SealError when the row is not the one it was sealed for. */
export function toTarget(sealer: Sealer, row: NoticeTargetRow, { subject }: Caller): NoticeTarget {
  const secret = openTarget(sealer, row);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    to: secret.kind === 'email' ? secret.address : new URL(secret.url).host,
    isOwn: row.subject === subject,
    state: row.state,
    kinds: row.kinds,
    reports: row.reports,
    timeZone: row.time_zone,
    summaryAt: row.summary_at,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    trouble: troubleOf(row),
    createdAt: row.created_at.toISOString(),
  };
}

function troubleOf({ failing_since, last_error }: NoticeTargetRow): NoticeTarget['trouble'] {
  return failing_since && { since: failing_since.toISOString(), sentence: last_error ?? '' };
}

/** A message as the API shows it. */
export function toDelivery({
  id,
  what,
  state,
  attempts,
  error,
  created_at,
  sent_at,
  next_try_at,
}: DeliveryRow): NoticeDelivery {
  return {
    id,
    what,
    state,
    attempts,
    error,
    createdAt: created_at.toISOString(),
    sentAt: sent_at?.toISOString() ?? null,
    nextTryAt: state === 'waiting' ? next_try_at.toISOString() : null,
  };
}

/** A notice in words, its times in UTC. */
export function toNotice(notice: ToldNotice, now: Date): Notice {
  const { sentence, todo } = noticeText(notice, clockIn('UTC', now));
  const { id, kind, report_id: reportId } = notice;
  return { id: Number(id), kind, reportId, sentence, todo, occurredAt: notice.occurred_at.toISOString() };
}
