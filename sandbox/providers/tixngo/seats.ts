import type { Dice } from '../random.ts';
import { gateOf, seatOf as seatInHall } from '../seats.ts';
import type { SandboxEvent } from './catalogue.ts';

/** The seating fields; rows and seats keep their leading zeros. */
export function seatOf(event: SandboxEvent, own: Dice, index: number): Record<string, string | boolean | null> {
  if (!event.seated || own.happens(index, 'standing', 0.1)) return standing(own, index);
  const { entrance, gate, area, level, block, row, seat } = seatInHall(own, index);
  return {
    seatingSeated: true,
    seatingNumbered: true,
    seatingExternalEntrance: entrance,
    seatingGate: gate,
    seatingArea: area,
    seatingLevel: level,
    seatingBlock: block,
    seatingRow: row,
    seatingSeat: seat,
  };
}

function standing(own: Dice, index: number): Record<string, string | boolean | null> {
  return {
    seatingSeated: false,
    seatingNumbered: false,
    seatingExternalEntrance: null,
    seatingGate: gateOf(own, index),
    seatingArea: null,
    seatingLevel: null,
    seatingBlock: null,
    seatingRow: null,
    seatingSeat: null,
  };
}
