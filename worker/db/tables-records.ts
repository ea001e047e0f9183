import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';
import type { NoticeKind } from '../../shared/notices.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** What is written down about people's doings, and what they are to be told. */
export type RecordTables = {
  audit_log: {
    id: GeneratedAlways<string>;
    workspace_id: string;
    at: CreatedAt;
    actor_kind: 'person' | 'key' | 'link' | 'operator' | 'willcall';
    actor: string;
    actor_name: string;
    action: string;
    object_kind: string;
    object_id: string | null;
    details: JSONColumnType<Record<string, unknown>, string | undefined, never>;
  };
  notices: {
    id: GeneratedAlways<string>;
    workspace_id: string;
    report_id: string | null;
    kind: NoticeKind;
    facts: JSONColumnType<Record<string, unknown>, string | undefined, never>;
    occurred_at: ColumnType<Date, Date | undefined, never>;
    told_at: Timestamp | null;
  };
};
