import { ticketsOf, transactionsOf } from './sold.ts';
import type { VivenuState } from './state.ts';
import { ticketOf } from './ticket.ts';
import { transactionOf } from './transaction.ts';
import type { Wire } from './wire.ts';
import { eventById } from './world.ts';

/** What a test may compare a report with: everything of one event now, as it would be sent, oldest first. */
export type Truth = {
  readonly eventId: string;
  readonly transactions: readonly Wire[];
  readonly tickets: readonly Wire[];
};

/** @throws RangeError for an unknown event. */
export function truthOf(state: VivenuState, eventId: string): Truth {
  const event = eventById(eventId);
  if (!event) throw new RangeError(`No event '${eventId}' in the sandbox.`);
  state.changes.advance();
  const stores = [state.world.store(event)];
  const switches = { ...state.switches(), order: 'oldest-first' } as const;
  return {
    eventId,
    transactions: transactionsOf(stores, switches).map(transactionOf),
    tickets: ticketsOf(stores, switches).map(ticketOf),
  };
}
