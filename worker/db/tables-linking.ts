import type { Generated } from 'kysely';
import type { CreatedAt, Timestamp } from './tables.ts';

/** Links by which the owner of a ticketing account's key enters it. */
export type LinkingTables = {
  key_links: {
    id: Generated<string>;
    workspace_id: string;
    connection_id: string;
    secret_hash: Buffer;
    asked_by: string;
    asked_by_email: string;
    refused: Generated<number>;
    expires_at: Timestamp;
    created_at: CreatedAt;
  };
};
