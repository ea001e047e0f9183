import { type Change, type Changes, changesWhileRead } from '../changes.ts';
import { dice, type Dice } from '../random.ts';
import { type EventStore, type Order, ticketsOf } from './event-store.ts';
import { isOver, isUnpaid } from './order-life.ts';
import type { PaylogicSwitches } from './switches.ts';
import type { World } from './world.ts';

const KINDS = ['sales', 'payments', 'scans', 'cancellations', 'vanishes'] as const;
type Kind = (typeof KINDS)[number];

/** Orders are sold, paid, cancelled and removed, and tickets scanned, while they are read. */
export function changes(
  world: World,
  seed: number,
  now: () => number,
  switches: () => PaylogicSwitches,
): Changes<EventStore> {
  const own = dice(seed, 'paylogic/changes');
  return changesWhileRead<EventStore, Kind>({
    kinds: KINDS,
    now,
    started: () => world.started(),
    perSecond: () => rates(switches()),
    perPage: () => switches().changesPerPage,
    perform: (change) => perform(change, own, switches().salesLand),
  });
}

function rates(switches: PaylogicSwitches): Record<Kind, number> {
  return {
    sales: switches.salesPerSecond,
    payments: switches.paymentsPerSecond,
    scans: switches.scansPerSecond,
    cancellations: switches.cancellationsPerSecond,
    vanishes: switches.vanishesPerSecond,
  };
}

function perform({ kind, store, at, turn }: Change<EventStore, Kind>, own: Dice, lands: PaylogicSwitches['salesLand']) {
  const { length } = store.sequence;
  if (kind === 'sales') {
    const positions = { end: length, start: 0, anywhere: own.whole(turn, 'position', 0, length) };
    return store.sell(at, positions[lands]);
  }
  const start = own.whole(turn, 'order', 0, Math.max(length - 1, 0));
  const order = findFrom(store, start, IS_READY_FOR[kind]);
  if (!order) return;
  if (kind === 'vanishes') return store.vanish(order.number);
  if (kind === 'payments') return store.change(order.number, { status: 'completed' });
  if (kind === 'cancellations') return store.change(order.number, { status: 'cancelled' });
  const ticket = ticketsOf(order).find(({ number }) => !store.isScanned(number));
  if (ticket) store.scan(ticket.number);
}

/** The order in the trap event that nobody may see stays as it is. */
const IS_READY_FOR: Readonly<Record<Exclude<Kind, 'sales'>, (order: Order) => boolean>> = {
  payments: ({ status }) => isUnpaid(status),
  cancellations: ({ status, trap }) => !isOver(status) && !trap?.forbidden,
  vanishes: ({ trap }) => !trap?.forbidden,
  scans: (order) =>
    order.status === 'completed' &&
    !order.trap?.forbidden &&
    ticketsOf(order).some(({ number }) => !order.store.isScanned(number)),
};

/** The first order from here on, round the end of the list. */
function findFrom(store: EventStore, start: number, isReady: (order: Order) => boolean): Order | undefined {
  const { sequence, order } = store;
  for (let step = 0; step < sequence.length; step += 1) {
    const number = sequence[(start + step) % sequence.length];
    if (number !== undefined && isReady(order(number))) return order(number);
  }
  return undefined;
}
