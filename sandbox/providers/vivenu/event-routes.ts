import type { Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { EVENTS, type SandboxEvent, SELLER_ID } from './catalogue.ts';
import { eventCreatedAt, eventOf, eventUpdatedAt } from './event.ts';
import { sendPart } from './list.ts';
import { type Filter, filterOf } from './query.ts';
import type { VivenuState } from './state.ts';
import { eventById } from './world.ts';

/** The list of events, and one of them. */
export function addEventRoutes(app: Hono<SimulatorEnv>, state: VivenuState): void {
  for (const path of ['/api/events', '/api/events/rich']) {
    app.get(path, (c) => {
      const filter = filterOf(c, state, '/api/events');
      const rows = EVENTS.filter((event) => isWanted(event, filter));
      if (filter.text('sortDir') === '-1') rows.reverse();
      const write = (event: SandboxEvent) => eventOf(state.world.store(event));
      return sendPart(c, state, { key: 'rows', rows, write }, filter);
    });
  }
  app.get('/api/events/:id', (c) => {
    filterOf(c, state, '/api/events/{id}');
    const event = eventById(c.req.param('id'));
    if (!event) throw new Refusal(404, 'Event not found');
    return c.json(eventOf(state.world.store(event)));
  });
}

function isWanted(event: SandboxEvent, filter: Filter): boolean {
  return (
    filter.contains('name', () => event.name) &&
    filter.within('start', () => Date.parse(event.startsAt)) &&
    filter.within('end', () => Date.parse(event.endsAt)) &&
    filter.within('createdAt', () => eventCreatedAt(event)) &&
    filter.within('updatedAt', () => eventUpdatedAt(event)) &&
    filter.lists('type', () => event.kind) &&
    filter.is('rootId', () => event.rootId) &&
    filter.is('sellerId', () => SELLER_ID) &&
    filter.lists('childEvents', () => childIn(event, filter.text('childEvents'))) &&
    ['groupEventId', 'salesChannelId', 'subscriptionPlanId'].every((name) => filter.is(name, () => undefined))
  );
}

/** One of the wanted events that belongs to this one. */
function childIn(event: SandboxEvent, wanted: string | undefined): string | undefined {
  return wanted?.split(',').find((id) => eventById(id)?.rootId === event.id);
}
