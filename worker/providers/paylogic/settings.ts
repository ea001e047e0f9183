import { z } from 'zod';

/** What Paylogic does not publish, with the value we assume; see docs/providers/paylogic.md. */
export const PaylogicSettings = z.strictObject({
  /** Words of an order's status that count as sold. */
  soldStatuses: z.array(z.string().min(1)).default(['completed']),
});
export type PaylogicSettings = z.infer<typeof PaylogicSettings>;
