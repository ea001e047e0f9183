import type { Dice } from './random.ts';

/** Where somebody sits; rows and seats keep their leading zeros. */
export type Seat = {
  readonly entrance: string;
  readonly gate: string;
  readonly area: string;
  readonly level: string;
  readonly block: string;
  /** `A` to `Z`, then `01` on. */
  readonly row: string;
  /** Three digits. */
  readonly seat: string;
};

const AREAS = ['Parkett', 'Balcony', 'Loge Ä', 'Côté jardin'] as const;

/** The gate of the ticket with this number, two digits. */
export function gateOf(dice: Dice, index: number): string {
  return String(dice.whole(index, 'gate', 1, 12)).padStart(2, '0');
}

/** The seat of the ticket with this number. */
export function seatOf(dice: Dice, index: number): Seat {
  const row = dice.whole(index, 'row', 1, 40);
  return {
    entrance: dice.pick(index, 'entrance', ['Nord', 'Süd', 'E1']),
    gate: gateOf(dice, index),
    area: dice.pick(index, 'area', AREAS),
    level: String(dice.whole(index, 'level', 0, 3)),
    block: dice.pick(index, 'block', ['A', 'B', '1E5', '003', 'C-D']),
    row: row > 26 ? String(row - 26).padStart(2, '0') : String.fromCharCode(64 + row),
    seat: String(dice.whole(index, 'seat', 1, 60)).padStart(3, '0'),
  };
}
