import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { withRetry, type Database } from '../db/connection.ts';
import { takeFromBuckets } from '../db/rate-buckets.ts';
import type { Log } from '../log.ts';
import { createSheetsClient } from './client.ts';
import { readProof, removeProof, type FoundProof } from './proof.ts';
import { publish, type Publish } from './publish.ts';
import { createSheetsLimits } from './quota.ts';
import { createWriter } from './writer.ts';

/** The spreadsheets of the world as the rest of the worker sees them. */
export type Sheets = {
  /** What people share their spreadsheet with. */
  readonly writerEmail: string;
  readonly proofs: {
    read(googleId: string, key: string): Promise<FoundProof>;
    remove(googleId: string, key: string): Promise<void>;
  };
  readonly publish: Publish;
};

export type SheetsDeps = {
  readonly config: Pick<Config, 'GOOGLE_SHEETS_ORIGIN' | 'GOOGLE_WRITER_KEY_FILE'>;
  readonly db: Database;
  readonly log: Log;
};

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
}

/**
 * Opens the writer and wires everything that touches spreadsheets.
 *
 * @throws Error when the writer's account cannot be found or read: the operator must act.
 */
export async function createSheets({ config, db, log }: SheetsDeps): Promise<Sheets> {
  const writer = await createWriter({ keyFile: config.GOOGLE_WRITER_KEY_FILE });
  const limits = createSheetsLimits({
    take: async (buckets) => await withRetry(() => takeFromBuckets(db, buckets)),
    writer: writer.email,
    // an account's address ends with its project
    project: writer.email.replace(/^.*@/, ''),
    sleep,
  });
  const client = createSheetsClient({
    origin: config.GOOGLE_SHEETS_ORIGIN,
    auth: writer,
    limits,
    now: Date.now,
    sleep,
    log,
  });
  return {
    writerEmail: writer.email,
    proofs: {
      read: async (googleId, key) => await readProof(client, googleId, key),
      remove: async (googleId, key) => await removeProof(client, googleId, key),
    },
    publish: async (options) => await publish({ client, ...options }),
  };
}
