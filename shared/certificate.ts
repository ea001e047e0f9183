import * as z from 'zod/mini';
import { ProviderId } from './catalogue.ts';
import { KnownCode } from './errors.ts';

const certificateFields = {
  /** Records received, repeats included. */
  fetched: z.number(),
  /** Different records (by key). */
  distinct: z.number(),
  /** Records that have no row, on purpose (deleted tickets, orders without tickets). */
  dropped: z.number(),
  /** Rows the report's filters left out. */
  filtered: z.number(),
  /** Rows that came out. */
  rows: z.number(),
  /** The provider's own count in its last answer, or null when it tells none. */
  providerTotal: z.nullable(z.number()),
  complete: z.boolean(),
  /** Records that could not be read. */
  rowErrors: z.number(),
  /** How many times everything updated since the run began was read again. */
  catchUps: z.number(),
  /** How many times reading stepped back because rows had moved. */
  stepsBack: z.number(),
  notes: z.array(z.string()),
};

/** What reading one source can say about the completeness of its rows. Counts are numbers of provider records. */
export const SourceCertificate = z.object(certificateFields);
export type SourceCertificate = z.infer<typeof SourceCertificate>;

/**
 * What became of one source in a run. `stale`: it could not be read, and the tab keeps its rows as of `asOf` (null: it never had
 * any); `error` says why.
 */
export const SourceResult = z.object({
  connectionId: z.uuid(),
  provider: ProviderId,
  account: z.string(),
  status: z.enum(['read', 'stale']),
  /** Rows of this source in the tab now. */
  rows: z.number(),
  asOf: z.nullable(z.string()),
  error: z.nullable(z.object({ code: KnownCode, message: z.string() })),
  certificate: z.nullable(SourceCertificate),
});
export type SourceResult = z.infer<typeof SourceResult>;

/** The same of all sources together, and of each. */
export const Certificate = z.object({ ...certificateFields, sources: z.array(SourceResult) });
export type Certificate = z.infer<typeof Certificate>;
