import { audienceKey } from '../audiences/audience-key.ts';
import type { RowHash } from '../security/row-hash.ts';
import { erasedName, hashOfRecord, type ErasedPeople } from './erased-people.ts';
import type { ListFacts } from './list-facts.ts';

const ROW = erasedName('row', '');

/** The same people with their rows also by the keys these have in the tab of an audience, where contents are masked. */
export function withAudienceKeys(
  people: ErasedPeople,
  audienceId: string,
  { accounts, dataset }: ListFacts,
  hash: RowHash,
): ErasedPeople {
  const all = new Map(people);
  const connections = new Set(accounts.values());
  for (const [name, part] of people) {
    if (!name.startsWith(ROW)) continue;
    const key = audienceKey(hash, audienceId, name.slice(ROW.length));
    for (const connectionId of connections)
      all.set(erasedName('row', hashOfRecord(hash, { connectionId, dataset, key })), part);
  }
  return all;
}
