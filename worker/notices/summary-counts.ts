import { z } from 'zod';
import type { SummaryFacts } from '../db/tables-notices.ts';

const Tally = z.object({ sold: z.number(), refunded: z.number(), checkedIn: z.number() });

/** The counts of a summary as they are stored. */
export const SummaryCounts = z.object({
  since: z.string(),
  until: z.string(),
  reports: z.array(z.object({ id: z.string(), before: Tally.nullable(), now: Tally })),
}) satisfies z.ZodType<SummaryFacts>;
