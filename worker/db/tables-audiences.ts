import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { AudienceColumn } from '../../shared/audiences.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** A report's rows for other eyes, and the links that show them. */
export type AudienceTables = {
  audiences: {
    id: Generated<string>;
    workspace_id: string;
    report_id: string;
    name: string;
    columns: JSONColumnType<AudienceColumn[]>;
    consent_column: string | null;
    spreadsheet_id: string | null;
    tab: string | null;
    sheet_id: number | null;
    generation: Generated<number>;
    published_at: Timestamp | null;
    published_run: string | null;
    published_as: string | null;
    rows: number | null;
    problem_code: string | null;
    problem: string | null;
    version: Generated<number>;
    created_by: string;
    created_at: CreatedAt;
    updated_at: ColumnType<Date, never, Date>;
  };
  share_links: {
    id: Generated<string>;
    workspace_id: string;
    audience_id: string;
    name: string;
    token_hash: Buffer;
    expires_at: Timestamp;
    revoked_at: Timestamp | null;
    created_by: string;
    created_by_email: string;
    created_at: CreatedAt;
    opened_at: Timestamp | null;
  };
};
