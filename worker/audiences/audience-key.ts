import type { RowHash } from '../security/row-hash.ts';
import type { RowKey } from '../sheets/key-column.ts';

/**
 * The key of a row in the tab of an audience, beside the tag of its source: a hash, because the ticketing system's own key could be looked
 * up elsewhere. `row`: the row as the report knows it.
 */
export const audienceKey = (hash: RowHash, audienceId: string, row: RowKey): string =>
  hash(JSON.stringify([audienceId, row.source, row.key]));
