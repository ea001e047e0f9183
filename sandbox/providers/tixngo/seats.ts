import type { Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';

const AREAS = ['Parkett', 'Balcony', 'Loge Ä', 'Côté jardin'] as const;

/** The seating fields; rows and seats keep their leading zeros. */
export function seatOf(event: SandboxEvent, own: Dice, index: number): Record<string, string | boolean | null> {
  if (!event.seated || own.happens(index, 'standing', 0.1)) return standing(own, index);
  const row = own.whole(index, 'row', 1, 40);
  return {
    seatingSeated: true,
    seatingNumbered: true,
    seatingExternalEntrance: own.pick(index, 'entrance', ['Nord', 'Süd', 'E1']),
    seatingGate: String(own.whole(index, 'gate', 1, 12)).padStart(2, '0'),
    seatingArea: own.pick(index, 'area', AREAS),
    seatingLevel: String(own.whole(index, 'level', 0, 3)),
    seatingBlock: own.pick(index, 'block', ['A', 'B', '1E5', '003', 'C-D']),
    seatingRow: row > 26 ? String(row - 26).padStart(2, '0') : String.fromCharCode(64 + row),
    seatingSeat: String(own.whole(index, 'seat', 1, 60)).padStart(3, '0'),
  };
}

function standing(own: Dice, index: number): Record<string, string | boolean | null> {
  return {
    seatingSeated: false,
    seatingNumbered: false,
    seatingExternalEntrance: null,
    seatingGate: String(own.whole(index, 'gate', 1, 12)).padStart(2, '0'),
    seatingArea: null,
    seatingLevel: null,
    seatingBlock: null,
    seatingRow: null,
    seatingSeat: null,
  };
}
