import { z } from 'zod';

/** What an operator may set for Ticket Tailor; see docs/providers/ticket-tailor.md. */
export const TicketTailorSettings = z.strictObject({
  /**
   * Days of orders and tickets that are read once more at the end of a reading, for refunds and voids that came meanwhile. It
   * costs at most as many requests as the reading itself.
   */
  rereadDays: z.number().int().min(0).max(3650).default(60),
  /** Whether the check-ins can be asked for by event, ticket and time, which nobody describes; if not, they are chosen here. */
  checkInFilters: z.boolean().default(true),
});
export type TicketTailorSettings = z.infer<typeof TicketTailorSettings>;
