import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { Value } from '../../shared/records.ts';
import type { Database } from '../db/connection.ts';
import { stagedPages, stagePage } from '../db/run-pages.ts';
import type { Lease } from '../db/run-lease.ts';
import type { PulledPage } from '../providers/pull.ts';
import { PullCursor } from '../providers/pull-cursor.ts';
import { openWith, sealWith } from '../security/sealing.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

const KeyedRow = z.object({ key: z.string(), row: z.record(z.string(), Value) });

const StoredPage = z.object({
  /** Which of the run's sources it is of. */
  source: z.number(),
  cursor: PullCursor,
  readings: z.array(z.object({ key: z.string(), rows: z.array(KeyedRow), filtered: z.number(), part: z.number() })),
  /** What is looked up, fixed before the first page: the sheet may change meanwhile. */
  inputs: z.optional(z.array(z.string())),
});

/** A page of one of the run's sources; with `inputs` it only says what is looked up. */
export type SourcePage = PulledPage & { readonly source: number; readonly inputs?: readonly string[] | undefined };

/** Progress of the whole run, shown to whoever waits. */
export type Progress = { readonly pages: number; readonly rows: number; readonly total: number | null };

/** The staged pages of one run, each compressed and sealed with the run's own key: dropping that key erases them all. */
export type PageStore = {
  /** @throws LeaseLost */
  stage(lease: Lease, number: number, page: SourcePage, progress: Progress): Promise<void>;
  /** Pages staged so far, oldest first. */
  read(): AsyncGenerator<SourcePage & { number: number }>;
};

/** `key` is the run's own key (32 bytes). */
export function createPageStore(db: Database, run: { id: string; workspaceId: string }, key: Buffer): PageStore {
  const contextOf = (number: number) => `run-page:${run.workspaceId}:${run.id}:${number}`;
  return {
    async stage(lease, number, page, progress) {
      const packed = await compress(JSON.stringify(page), { level: 1 });
      const sealed = sealWith(key, packed, contextOf(number));
      const staged = { workspaceId: run.workspaceId, number, records: page.readings.length, sealed };
      const phase = page.cursor.phase === 'catching-up' ? 'catching-up' : 'reading';
      await stagePage(db, lease, staged, { ...progress, phase });
    },
    async *read() {
      for await (const { number, sealed } of stagedPages(db, run.id)) {
        const packed = await inflate(openWith(key, sealed, contextOf(number)));
        yield { number, ...StoredPage.parse(JSON.parse(packed.toString('utf8'))) };
      }
    },
  };
}
