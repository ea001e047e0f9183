import type { RowHash } from '../security/row-hash.ts';

/**
 * The key of a row in the tab of an audience, beside the tag of its source: a hash, because the ticketing system's own key could be looked
 * up elsewhere. `record`: hashOfRecord of the row, so that somebody who was erased is found there too.
 */
export const audienceKey = (hash: RowHash, audienceId: string, record: string): string =>
  hash(JSON.stringify(['audience', audienceId, record]));
