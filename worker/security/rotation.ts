import type { Database } from '../db/connection.ts';
import { withRetry } from '../db/connection.ts';
import { replaceSealed, SEALED_COLUMNS, sealedOtherwise, type SealedColumn } from '../db/sealed-columns.ts';
import { SealError, type Sealer } from './sealing.ts';

/** `rewrapped`: now under the master key in use; `changed`: replaced by others meanwhile; `closed`: no key we have opens them. */
export type RewrapCount = { readonly rewrapped: number; readonly changed: number; readonly closed: number };

const BATCH = 200;

/**
 * Puts every sealed value under the master key in use. What is inside is not opened, and nothing else about a record changes, so that
 * workers can go on meanwhile. Killed half way, it goes on where it was when it is called again.
 */
export async function rewrapAll(db: Database, sealer: Sealer, batch = BATCH): Promise<RewrapCount> {
  let total: RewrapCount = { rewrapped: 0, changed: 0, closed: 0 };
  for (const column of SEALED_COLUMNS) total = sum(total, await rewrapColumn(db, sealer, column, batch));
  return total;
}

const sum = (one: RewrapCount, other: RewrapCount): RewrapCount => ({
  rewrapped: one.rewrapped + other.rewrapped,
  changed: one.changed + other.changed,
  closed: one.closed + other.closed,
});

async function rewrapColumn(db: Database, sealer: Sealer, column: SealedColumn, limit: number): Promise<RewrapCount> {
  let after: string | undefined;
  let [rewrapped, changed, closed] = [0, 0, 0];
  for (;;) {
    const values = await withRetry(() => sealedOtherwise(db, column, sealer.keyId, { after, limit }));
    for (const value of values) {
      const by = rewrappedOr(sealer, value);
      if (by === null) closed += 1;
      else if (await withRetry(() => replaceSealed(db, column, value, by))) rewrapped += 1;
      else changed += 1;
    }
    after = values.at(-1)?.context.id;
    if (values.length < limit) return { rewrapped, changed, closed };
  }
}

function rewrappedOr(sealer: Sealer, { sealed, context }: Parameters<typeof replaceSealed>[2]): Buffer | null {
  try {
    return sealer.rewrap(sealed, context) ?? sealed;
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
