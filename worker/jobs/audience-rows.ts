import type { Column } from '../../shared/columns.ts';
import { audienceKey } from '../audiences/audience-key.ts';
import type { AudienceView } from '../audiences/view.ts';
import type { AudienceRow } from '../db/audiences.ts';
import { hashOfRecord } from '../erasure/erased-people.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { PublishSource } from '../sheets/publish-options.ts';
import type { SourceReading } from './read-sources.ts';
import { shownRows, type RowPolicy } from './row-policy.ts';

/** The columns these audiences need of each row, shown in the report's tab or not. */
export function columnsForAudiences(all: readonly Column[], audiences: readonly AudienceRow[]): Column[] {
  const inTabs = audiences.filter(({ tab }) => tab !== null);
  const ids = new Set(inTabs.flatMap((one) => [...one.columns.map(({ id }) => id), one.consent_column ?? '']));
  return all.filter(({ id }) => ids.has(id));
}

export type AudienceRowsAsked = {
  readonly audience: AudienceRow;
  readonly view: AudienceView;
  readonly policy: RowPolicy;
  readonly hash: RowHash;
  readonly dataset: string;
  /** Whether its tab was written for the same columns, masks and consent: only then may rows in it stay. */
  readonly isSame: boolean;
  /** Of this source all records were read, and nothing of it is held back. */
  readonly isAll: boolean;
};

/**
 * The rows of one source as an audience sees them. Their keys are hashes: the ticketing system's own could be looked up elsewhere. Rows
 * that were not read stay as they are in the tab, unless they could show there what the audience is not to see (any more).
 */
export function audienceSource({ source, rows, failure }: SourceReading, asked: AudienceRowsAsked): PublishSource {
  const { audience, view, policy, hash, isSame } = asked;
  const known = { id: source.tag, hadRows: audience.rows !== null && isSame };
  if (failure) return { ...known, rows: isSame ? null : [], keys: [] };
  const table = shownRows(policy, rows, view.needs, source);
  const keyOf = (key: string) => {
    const record = { connectionId: source.connection_id, dataset: asked.dataset, key };
    return audienceKey(hash, audience.id, hashOfRecord(hash, record));
  };
  const shown = table.rows.flatMap((row, index) => {
    const seen = view.show(row);
    return seen === null ? [] : [{ seen, key: keyOf(table.keys[index] ?? '') }];
  });
  // a row that is not among those that agree may be one of somebody who no longer does
  const mayStay = isSame && audience.consent_column === null;
  return {
    ...known,
    isAll: asked.isAll || !mayStay,
    rows: shown.map(({ seen }) => seen),
    keys: shown.map(({ key }) => key),
  };
}
