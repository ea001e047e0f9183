import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { Value } from '../../shared/records.ts';
import type { Database } from '../db/connection.ts';
import { stagedPages, stagePage } from '../db/run-pages.ts';
import type { Lease } from '../db/run-lease.ts';
import { PullCursor, type PulledPage } from '../providers/pull.ts';
import { openWith, sealWith } from '../security/sealing.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

const StoredPage = z.object({
  cursor: PullCursor,
  readings: z.array(z.object({ key: z.string(), row: z.nullable(z.record(z.string(), Value)) })),
});

/** The staged pages of one run, each compressed and sealed with the run's own key: dropping that key erases them all. */
export type PageStore = {
  /** @throws LeaseLost */
  stage(lease: Lease, number: number, page: PulledPage, rows: number): Promise<void>;
  /** Pages staged so far, oldest first. */
  read(): AsyncGenerator<PulledPage & { number: number }>;
};

/** `key` is the run's own key (32 bytes). */
export function createPageStore(db: Database, run: { id: string; workspaceId: string }, key: Buffer): PageStore {
  const contextOf = (number: number) => `run-page:${run.workspaceId}:${run.id}:${number}`;
  return {
    async stage(lease, number, { cursor, readings }, rows) {
      const packed = await compress(JSON.stringify({ cursor, readings }), { level: 1 });
      const sealed = sealWith(key, packed, contextOf(number));
      const page = { workspaceId: run.workspaceId, number, records: readings.length, sealed };
      const phase = cursor.phase === 'catching-up' ? 'catching-up' : 'reading';
      await stagePage(db, lease, page, { pages: cursor.pages, rows, total: cursor.total, phase });
    },
    async *read() {
      for await (const { number, sealed } of stagedPages(db, run.id)) {
        const packed = await inflate(openWith(key, sealed, contextOf(number)));
        yield { number, ...StoredPage.parse(JSON.parse(packed.toString('utf8'))) };
      }
    },
  };
}
