import type { Generated, JSONColumnType } from 'kysely';
import type { ErasurePlace, PersonField } from '../../shared/erasure.ts';
import type { CreatedAt, Timestamp } from './tables.ts';

/** What of a row is the person's: all of it, or only what is said of the buyer or of the holder. */
export type PersonPart = 'whole' | 'buyer' | 'holder';

/** Who was erased, and where. */
export type ErasureTables = {
  erasures: {
    id: Generated<string>;
    workspace_id: string;
    kind: 'person' | 'retention';
    sought: PersonField | null;
    requested_by: string;
    requested_by_name: string;
    created_at: CreatedAt;
    finished_at: Timestamp | null;
    lifted_at: Timestamp | null;
  };
  erased_hashes: {
    erasure_id: string;
    workspace_id: string;
    kind: 'row' | 'key' | 'email' | 'phone' | 'order';
    hash: string;
    part: Generated<PersonPart>;
  };
  erasure_places: {
    id: Generated<string>;
    erasure_id: string;
    workspace_id: string;
    report_id: string;
    spreadsheet_id: string;
    mark: string;
    state: Generated<'waiting' | 'done' | 'failed'>;
    owner: string | null;
    lease_until: Timestamp | null;
    not_before: Generated<Date>;
    tries: Generated<number>;
    results: JSONColumnType<readonly ErasurePlace[], string | undefined, string>;
  };
};
