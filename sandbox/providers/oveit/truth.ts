import { checkInJson, type CheckInJson, isCheckedIn } from './check-ins.ts';
import type { Ticket } from './event-store.ts';
import { hasAttendee } from './resources.ts';

/** What a test may compare a report with. */
export type TrueTicket = {
  readonly code: string;
  readonly ticketTypeId: number | null;
  readonly checkedIn: boolean;
  readonly checkins: readonly CheckInJson[];
  /** Whether the list of attendees has it. */
  readonly hasAttendee: boolean;
};

export function trueTicket(ticket: Ticket): TrueTicket {
  return {
    code: ticket.code,
    ticketTypeId: ticket.type?.id ?? null,
    checkedIn: isCheckedIn(ticket),
    checkins: ticket.store.checkIns(ticket).map((one) => checkInJson(ticket, one)),
    hasAttendee: ticket.store.event.form !== undefined && hasAttendee(ticket),
  };
}
