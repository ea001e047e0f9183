import { Refusal } from '../refusal.ts';
import type { Ticket } from './event-store.ts';
import { OveitError } from './oveit-error.ts';
import { type Parameters, wholeNumber } from './parameters.ts';
import { type Json, scanJson } from './resources.ts';
import type { OveitState } from './state.ts';

/** `tickets/scan`: one ticket as it is; nobody is let in. */
export function scan(state: OveitState, parameters: Parameters): Json {
  return scanJson(ticketNamed(state, parameters));
}

/** `tickets/checkin`: lets somebody in, or uses up an add-on. Refused unless switched on. */
export function checkIn(state: OveitState, parameters: Parameters): Json {
  if (state.switches().checkIns === 'refuse') throw new Refusal(501, 'The sandbox checks nobody in: it only shows');
  const ticket = ticketNamed(state, parameters);
  const typeId = wholeNumber(parameters, 'ticket_type_id');
  if (typeId !== undefined && typeId !== ticket.type?.id) throw new OveitError('refused', 'ticket_type_id');
  const addon = wholeNumber(parameters, 'addon_id') ?? null;
  if (usesLeft(ticket, addon) <= 0) throw new OveitError('refused', addon === null ? '' : 'addon_id');
  ticket.store.checkIn(ticket, { addon, at: state.now() });
  return scanJson(ticket);
}

/** How often this ticket still lets somebody in, or still has this add-on. */
function usesLeft(ticket: Ticket, addon: number | null): number {
  const done = ticket.store.checkIns(ticket).filter((one) => one.addon === addon).length;
  if (addon === null) return 1 - done;
  return (ticket.type?.addons?.find(({ id }) => id === addon)?.uses ?? 0) - done;
}

function ticketNamed({ world, changes, switches }: OveitState, parameters: Parameters): Ticket {
  const code = parameters.get('ticket_code') ?? parameters.get('code');
  const chip = parameters.get('rfid_code');
  const text = code ?? chip;
  if (text === undefined) throw new OveitError('missing', 'ticket_code');
  world.all();
  changes.advance();
  const ticket = switches().noEvents ? undefined : world.find(text, code === undefined ? 'chip' : 'code');
  if (!ticket) throw new OveitError('ticket');
  return ticket;
}
