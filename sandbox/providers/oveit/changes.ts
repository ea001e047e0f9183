import { type Change, type Changes, changesWhileRead } from '../changes.ts';
import { dice, type Dice } from '../random.ts';
import { isCheckedIn } from './check-ins.ts';
import type { EventStore, Ticket } from './event-store.ts';
import type { OveitSwitches } from './switches.ts';
import type { World } from './world.ts';

const KINDS = ['sales', 'checkins', 'uses', 'cancellations'] as const;
type Kind = (typeof KINDS)[number];

/** Tickets are sold, checked in, used for add-ons and cancelled while they are read. */
export function changes(
  world: World,
  seed: number,
  now: () => number,
  switches: () => OveitSwitches,
): Changes<EventStore> {
  const own = dice(seed, 'oveit/changes');
  return changesWhileRead<EventStore, Kind>({
    kinds: KINDS,
    now,
    started: () => world.started().filter(({ event }) => event.types.length > 0),
    perSecond: () => rates(switches()),
    perPage: () => switches().changesPerPage,
    perform: (change) => perform(change, own, switches().salesLand),
  });
}

function rates(switches: OveitSwitches): Record<Kind, number> {
  return {
    sales: switches.salesPerSecond,
    checkins: switches.checkinsPerSecond,
    uses: switches.usesPerSecond,
    cancellations: switches.cancellationsPerSecond,
  };
}

function perform(
  { kind, store, at, turn }: Change<EventStore, Kind>,
  own: Dice,
  lands: OveitSwitches['salesLand'],
): void {
  const tickets = store.tickets();
  const roll = (most: number) => own.whole(turn, kind, 0, Math.max(most, 0));
  if (kind === 'sales') {
    const positions = { end: Infinity, start: 0, anywhere: roll(tickets.length) };
    return store.sell(at, positions[lands]);
  }
  const ticket = findFrom(tickets, roll(tickets.length - 1), IS_READY_FOR[kind]);
  if (!ticket) return;
  if (kind === 'cancellations') return store.cancel(ticket);
  store.checkIn(ticket, { addon: kind === 'uses' ? freeAddon(ticket) : null, at });
}

const IS_READY_FOR: Readonly<Record<Exclude<Kind, 'sales'>, (ticket: Ticket) => boolean>> = {
  checkins: (ticket) => !ticket.trap?.ticket && !isCheckedIn(ticket),
  uses: (ticket) => !ticket.trap?.ticket && freeAddon(ticket) !== null,
  cancellations: () => true,
};

/** An add-on the ticket has not used up; `null`: none. */
function freeAddon(ticket: Ticket): number | null {
  const done = ticket.store.checkIns(ticket);
  const free = ticket.type?.addons?.find(({ id, uses }) => done.filter(({ addon }) => addon === id).length < uses);
  return free?.id ?? null;
}

/** The first ticket from here on, round the end of the list. */
function findFrom(tickets: readonly Ticket[], start: number, isReady: (ticket: Ticket) => boolean): Ticket | undefined {
  return [...tickets.slice(start), ...tickets.slice(0, start)].find(isReady);
}
