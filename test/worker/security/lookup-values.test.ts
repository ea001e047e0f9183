import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../worker/failure.ts';
import { lookupValues, type LookupValues } from '../../../worker/security/lookup-values.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

const account = randomUUID();
const values = ['4004900100017', 'ada@example.org'];
const given = { connectionId: account, scope: {}, lookup: { by: 'barcode', values } };

let database: TestDatabase;
let lookups: LookupValues;
let others: LookupValues;

beforeAll(async () => {
  database = await testDatabase();
  const sealer = createSealer(randomBytes(32));
  const made = await database.db
    .insertInto('workspaces')
    .values([{ name: 'ada' }, { name: 'bob' }])
    .returning('id')
    .execute();
  const [ada, bob] = made.map(({ id }) => lookupValues(database.db, sealer, id));
  if (!ada || !bob) throw new Error('no workspaces');
  [lookups, others] = [ada, bob];
});
afterAll(async () => await database.drop());

async function sealedOnce() {
  const [source] = await lookups.seal([given], []);
  if (!source?.lookup || !('sealed' in source.lookup)) throw new Error('not sealed');
  return { ...source, lookup: source.lookup };
}

describe('values to look up', () => {
  it('are sealed at rest, and opened for their account', async () => {
    const { lookup } = await sealedOnce();
    expect(lookup).toEqual({ by: 'barcode', count: 2, sealed: expect.any(String) });
    const raw = Buffer.from(lookup.sealed, 'base64url').toString('latin1');
    for (const value of values) expect(raw).not.toContain(value);
    expect(await lookups.open(account, lookup)).toEqual(values);
  });

  it('stay as they were sealed when they are handed back, or given again', async () => {
    const before = await sealedOnce();
    expect(await lookups.seal([before], [before])).toEqual([before]);
    expect(await lookups.seal([given], [before])).toEqual([before]);
    const [changed] = await lookups.seal([{ ...given, lookup: { by: 'barcode', values: ['1'] } }], [before]);
    expect(changed).not.toEqual(before);
  });

  it('do not open for another account, another kind, another team, or altered', async () => {
    const { lookup } = await sealedOnce();
    const altered = `${lookup.sealed.startsWith('A') ? 'B' : 'A'}${lookup.sealed.slice(1)}`;
    for (const open of [
      () => lookups.open(randomUUID(), lookup),
      () => lookups.open(account, { ...lookup, by: 'orderId' }),
      () => others.open(account, lookup),
      () => lookups.open(account, { ...lookup, sealed: altered }),
      () => lookups.open(account, { ...lookup, sealed: '' }),
    ])
      await expect(open()).rejects.toThrow(Failure);
    await expect(others.seal([{ ...given, lookup }], [])).rejects.toThrow(/"sealed" is wrong/);
  });
});
