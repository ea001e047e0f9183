import type { Generated } from 'kysely';
import type { Role } from '../../shared/people.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** Who belongs to a workspace, and who may join it. */
export type PeopleTables = {
  members: {
    id: Generated<string>;
    workspace_id: string;
    subject: string;
    email: string;
    role: Role;
    created_at: CreatedAt;
  };
  invitations: {
    id: Generated<string>;
    workspace_id: string;
    email: string;
    role: Role;
    by_operator: Generated<boolean>;
    created_by: string;
    created_by_name: string;
    created_at: CreatedAt;
    expires_at: Timestamp;
    mailed_at: Timestamp | null;
  };
  workspace_domains: {
    id: Generated<string>;
    workspace_id: string;
    domain: string;
    created_by: string;
    created_by_name: string;
    created_at: CreatedAt;
  };
  removed_members: {
    id: string;
    workspace_id: string;
    subject: string;
    email: string;
    removed_by: string;
    removed_at: Timestamp;
  };
};
