import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { ChosenKind, NoticeKind } from '../../shared/notices.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** What a report's rows come to. `checkedIn`: of those sold. */
export type Tally = { readonly sold: number; readonly refunded: number; readonly checkedIn: number };

/** What a daily summary tells: since when, and of each report its counts then (null: unknown) and now. */
export type SummaryFacts = {
  readonly since: string;
  readonly until: string;
  readonly reports: readonly { readonly id: string; readonly before: Tally | null; readonly now: Tally }[];
};

/** Where people are told, and what was sent there. */
export type NoticeTables = {
  notice_targets: {
    id: Generated<string>;
    workspace_id: string;
    kind: 'email' | 'webhook';
    name: string;
    sealed: Buffer;
    unsubscribe_hash: Buffer;
    subject: string | null;
    created_by: string;
    state: Generated<'active' | 'off' | 'unsubscribed'>;
    kinds: JSONColumnType<ChosenKind[]>;
    reports: JSONColumnType<string[] | null, string | null, string | null>;
    time_zone: string;
    summary_at: string | null;
    next_summary_at: Timestamp | null;
    last_summary_at: Timestamp | null;
    last_sent_at: Timestamp | null;
    failing_since: Timestamp | null;
    last_error: string | null;
    created_at: CreatedAt;
  };
  notice_deliveries: {
    id: Generated<string>;
    workspace_id: string;
    target_id: string;
    what: 'notices' | 'summary' | 'test';
    facts: JSONColumnType<Partial<SummaryFacts>, string | undefined, never>;
    state: Generated<'waiting' | 'sent' | 'failed'>;
    attempts: Generated<number>;
    lease_until: Timestamp | null;
    next_try_at: ColumnType<Date, Date | undefined, Date>;
    error: string | null;
    created_at: CreatedAt;
    sent_at: Timestamp | null;
  };
  notice_items: {
    workspace_id: string;
    target_id: string;
    notice_id: string;
    delivery_id: string | null;
    created_at: CreatedAt;
  };
  report_troubles: {
    workspace_id: string;
    report_id: string;
    kind: NoticeKind;
    code: string;
    since: ColumnType<Date, never, never>;
  };
  report_tallies: {
    workspace_id: string;
    report_id: string;
    at: ColumnType<Date, never, never>;
    sold: number;
    refunded: number;
    checked_in: number;
  };
  alive: { id: Generated<boolean>; at: Timestamp; heartbeat_at: Timestamp; tidied_at: Timestamp };
  downtimes: {
    id: GeneratedAlways<string>;
    away_from: Timestamp;
    away_until: Timestamp;
    told_at: Timestamp | null;
  };
};
