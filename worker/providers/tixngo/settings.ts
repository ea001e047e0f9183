import { z } from 'zod';

/** What TIXNGO does not publish, with the value we assume; see docs/providers/tixngo.md. */
export const TixngoSettings = z.strictObject({
  /** How the key is sent. */
  authScheme: z.enum(['basic', 'header']).default('basic'),
  /** Header of the key when `authScheme` is "header". */
  authHeader: z.string().default('X-Api-Key'),
  pageSize: z.number().int().min(1).default(1000),
  /** The vendor's ceiling for status logs is 10,000; smaller pages keep the process lively. */
  logPageSize: z.number().int().min(1).max(10_000).default(2000),
  overlap: z.number().int().min(0).default(20),
  /** Parameters of the range of event starts. */
  fromParameter: z.string().default('from'),
  toParameter: z.string().default('to'),
  statisticsPath: z.string().default('/organizer/report/events/statistics'),
  injectedPath: z.string().default('/organizer/report/tickets/injected'),
});
export type TixngoSettings = z.infer<typeof TixngoSettings>;
