import { z } from 'zod';

/** What vivenu does not publish, with the value we assume; see docs/providers/vivenu.md. */
export const VivenuSettings = z.strictObject({
  /** Documents say 1,000 in one place and 100 in another. */
  pageSize: z.number().int().min(1).max(1000).default(100),
  overlap: z.number().int().min(0).default(20),
  /** Whether `start` and `end` of the list of transactions bound the time of creation, as they do for tickets. */
  createdBounds: z.boolean().default(true),
  /** Whether `realPrice` of a transaction contains `outerCharge`. */
  feesInPrice: z.boolean().default(true),
});
export type VivenuSettings = z.infer<typeof VivenuSettings>;
