import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { SEALED_COLUMNS, sealedOtherwise, type SealedValue } from '../db/sealed-columns.ts';
import type { Database } from '../db/connection.ts';
import { openKeyRing, type KeyRing } from '../security/key-ring.ts';
import { createSealer, SealError, type Sealer } from '../security/sealing.ts';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';

/** Looked at of each kind; all that are under another key are. */
const SAMPLE = 50;
const MANY = 1000;

/**
 * The keys of this deployment, without making any: null when there is none yet.
 *
 * @throws ConfigError when one is no key, or its file can be read by others.
 */
export function keysOf(config: Config, dir: string): KeyRing | null {
  const { WILLCALL_MASTER_KEY: base64, WILLCALL_PREVIOUS_KEYS: previous } = config;
  if (base64 === undefined && !existsSync(join(dir, 'master.key'))) return null;
  return openKeyRing({ dir, base64, previous });
}

/** Whether the master key opens what is sealed in the database. Nothing is opened further than its wrapping. */
export async function checkMasterKey(keys: KeyRing | null, db: Database | null): Promise<Finding> {
  if (keys === null) return db === null ? ok('it is made at the first start') : await checkNone(db);
  if (db === null) return skipped('it is there; no database is running to try it on');
  const [samples, others] = await Promise.all([
    valuesOf(db, probeOf(keys), SAMPLE),
    valuesOf(db, createSealer(keys), MANY),
  ]);
  const probe = probeOf(keys);
  const closed = [...samples, ...others].filter((value) => !opens(probe, value)).length;
  if (closed > 0)
    return fault(
      `${closed} sealed values open with none of the keys: accounts cannot be used.`,
      'Put the master key they were sealed with back: WILLCALL_MASTER_KEY, WILLCALL_PREVIOUS_KEYS, or the file master.key of your copy.',
    );
  if (others.length > 0)
    return warning('Some values are still sealed with an earlier key.', 'Finish it: willcall rotate-keys.');
  return ok(samples.length === 0 ? 'nothing is sealed yet' : 'it opens what is sealed');
}

async function checkNone(db: Database): Promise<Finding> {
  const stranger = createSealer(randomBytes(32));
  const sealed = await valuesOf(db, stranger, 1);
  if (sealed.length === 0) return ok('it is made at the first start');
  return fault(
    'There is no master key, but the database holds sealed values: a new key would open none of them.',
    'Put the master key back (WILLCALL_MASTER_KEY, or the file master.key of your copy) before you start a worker.',
  );
}

/** All keys count as earlier ones: so every value is looked at, and rewrapping one proves that it opens. */
function probeOf(keys: KeyRing): Sealer {
  const fresh = randomBytes(32);
  return createSealer({ current: () => fresh, previous: () => [keys.current(), ...keys.previous()] });
}

/** Of each kind some values that this sealer's key did not seal. Tables that are not made yet hold none. */
async function valuesOf(db: Database, { keyId }: Sealer, limit: number): Promise<SealedValue[]> {
  const found = await Promise.all(
    SEALED_COLUMNS.map(async (column) => {
      try {
        return await sealedOtherwise(db, column, keyId, { limit });
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703');

function opens(probe: Sealer, { sealed, context }: SealedValue): boolean {
  try {
    return probe.rewrap(sealed, context) !== null;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
