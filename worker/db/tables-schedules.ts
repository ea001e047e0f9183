import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Timing } from '../../shared/schedules.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** When reports are refreshed by themselves; see migration 012. */
export type ScheduleTables = {
  schedules: {
    report_id: string;
    workspace_id: string;
    timing: JSONColumnType<Timing>;
    time_zone: string;
    start_date: string | null;
    stop_date: string | null;
    pause_after: Generated<number>;
    next_due: Timestamp | null;
    next_begin: Timestamp | null;
    last_due: Timestamp | null;
    step_minutes: number | null;
    late_from: Timestamp | null;
    good_until: Timestamp | null;
    expected_ms: number | null;
    failures: Generated<number>;
    away_counted_at: Timestamp | null;
    paused_at: Timestamp | null;
    paused_because: 'failures' | 'person' | null;
    skipped_due: Timestamp | null;
    caught_up_due: Timestamp | null;
    caught_up_missed: number | null;
    caught_up_at: Timestamp | null;
    version: Generated<number>;
    created_by: string;
    created_at: CreatedAt;
    updated_at: ColumnType<Date, never, Date>;
  };
};
