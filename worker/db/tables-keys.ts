import type { ColumnType, Generated } from 'kysely';
import type { KeyScope } from '../../shared/api-keys.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** Keys for scripts. */
export type KeyTables = {
  api_keys: {
    id: Generated<string>;
    workspace_id: string;
    name: string;
    secret_hash: Buffer;
    scopes: ColumnType<KeyScope[], KeyScope[], never>;
    created_by: string;
    created_at: CreatedAt;
    expires_at: Timestamp | null;
    /** The driver makes a Date of midnight, local time, of it: read it as text. */
    last_used_on: ColumnType<Date | null, string | null, string>;
    revoked_at: Timestamp | null;
  };
};
