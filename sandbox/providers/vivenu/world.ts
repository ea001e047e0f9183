import { type SalesStore, type SalesWorld, salesWorld } from '../sales-world.ts';
import { EVENTS, type SandboxEvent } from './catalogue.ts';
import { TRAP_EVENT, type Trap, TRAPS } from './traps.ts';

export type EventStore = SalesStore<SandboxEvent, Trap>;
export type World = SalesWorld<EventStore, SandboxEvent>;

/** The events of the seller. */
export function world(seed: number): World {
  return salesWorld('vivenu', seed, ({ id }: SandboxEvent) => (id === TRAP_EVENT ? TRAPS : undefined));
}

export function eventById(eventId: string): SandboxEvent | undefined {
  return EVENTS.find(({ id }) => id === eventId);
}
