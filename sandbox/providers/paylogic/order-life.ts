import type { Dice } from '../random.ts';
import type { Trap } from './traps.ts';

/** What happens to an order. */
export type OrderLife = {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly status: string;
};

const DAY = 86_400_000;
/** All history lies well before anybody's clock. */
const SALES_OPEN = Date.UTC(2025, 1, 3, 8);
const SALES_DAYS = 100;

/** Most orders are paid; the words besides `cancelled` are ours, since the vendor publishes no other. */
const STATUSES = [
  ...Array<string>(88).fill('completed'),
  ...Array<string>(4).fill('cancelled'),
  ...Array<string>(3).fill('pending'),
  ...Array<string>(2).fill('expired'),
  ...Array<string>(2).fill('refunded'),
  'created',
];

/** An order before the sandbox started. */
export function orderAtStart(dice: Dice, number: number, trap: Trap | undefined): OrderLife {
  const createdAt = SALES_OPEN + Math.floor(dice.fraction(number, 'sold') ** 2 * SALES_DAYS * DAY);
  const status = dice.pick(number, 'status', STATUSES);
  return { createdAt, status: trap ? (trap.status ?? 'completed') : status };
}

/** Whether the tickets of an order in this state open the gate; a word we do not know does. */
export function isOver(status: string): boolean {
  return ['cancelled', 'expired', 'refunded'].includes(status);
}

/** Whether the money is still to come. */
export function isUnpaid(status: string): boolean {
  return ['created', 'pending'].includes(status);
}
