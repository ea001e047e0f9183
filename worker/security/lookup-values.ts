import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { SourceInput, SourceLookup } from '../../shared/api.ts';
import type { Database } from '../db/connection.ts';
import { Failure } from '../failure.ts';
import { hashKey } from './row-hash.ts';
import { openWith, SealError, sealWith, type Sealer } from './sealing.ts';

/** Values to look up are names, barcodes and order numbers of guests: at rest they are sealed, for one account of one workspace. */
export type LookupValues = {
  /** What is to be stored: values that were given are sealed; those that are the same as before stay as they were sealed then. */
  seal(sources: readonly SourceInput[], before: readonly SourceInput[]): Promise<SourceInput[]>;
  /** @throws Failure `invalid-request` when they were sealed for another account, or altered. */
  open(connectionId: string, lookup: Sealed): Promise<string[]>;
};

type Sealed = Extract<SourceLookup, { sealed: string }>;

const Values = z.array(z.string());
const MOST_BYTES = 50_000_000;

const isSealed = (lookup: SourceLookup): lookup is Sealed => 'sealed' in lookup;

/** Of one workspace; the key is made from the one that makes its hashes, so that a new master key does not touch what is sealed here. */
export function lookupValues(db: Database, sealer: Sealer, workspaceId: string): LookupValues {
  const key = async () =>
    createHmac('sha256', await hashKey(db, sealer, workspaceId))
      .update('willcall look-up values')
      .digest();
  const aad = (connectionId: string, by: string) =>
    JSON.stringify(['willcall', 'look-up', workspaceId, connectionId, by]);
  const open: LookupValues['open'] = async (connectionId, { by, sealed }) => {
    try {
      const packed = openWith(await key(), Buffer.from(sealed, 'base64url'), aad(connectionId, by));
      return Values.parse(JSON.parse(inflateRawSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8')));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new Failure(
        'invalid-request',
        'The field "sealed" is wrong: these values are of another account. Give "values" instead.',
      );
    }
  };
  const sealOne = async (source: SourceInput, before: readonly SourceInput[]): Promise<SourceInput> => {
    const { connectionId, lookup } = source;
    if (!lookup || 'column' in lookup) return source;
    const known = before.flatMap((one) =>
      one.connectionId === connectionId && one.lookup?.by === lookup.by && isSealed(one.lookup) ? one.lookup : [],
    );
    // handed back as it was answered: only looked at
    if (isSealed(lookup)) {
      await open(connectionId, lookup);
      return source;
    }
    for (const one of known)
      if (isDeepStrictEqual(await open(connectionId, one), lookup.values)) return { ...source, lookup: one };
    const packed = deflateRawSync(JSON.stringify(lookup.values));
    const sealed = sealWith(await key(), packed, aad(connectionId, lookup.by)).toString('base64url');
    return { ...source, lookup: { by: lookup.by, count: lookup.values.length, sealed } };
  };
  return {
    open,
    seal: async (sources, before) => await Promise.all(sources.map(async (source) => await sealOne(source, before))),
  };
}
