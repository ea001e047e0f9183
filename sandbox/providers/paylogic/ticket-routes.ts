import type { Context, Hono } from 'hono';
import { text } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { callerOf, maySee } from './authentication.ts';
import { collectionPage } from './collection.ts';
import { eventResource } from './event.ts';
import { type TicketRef, ticketsOf } from './event-store.ts';
import { commonLinks, type Json, type LinkTo, linksFrom } from './hal.ts';
import { eventReference, pageNumber, readQuery } from './parameters.ts';
import { productResource } from './product.ts';
import { pageRequest, type PaylogicState } from './state.ts';
import { ticketLink, ticketResource } from './ticket.ts';

/** One ticket, a ticket by its barcode, and the tickets of a guest. */
export function addTicketRoutes(app: Hono<SimulatorEnv>, state: PaylogicState): void {
  app.get('/tickets', (c) => {
    const caller = callerOf(c);
    state.changes.advance();
    if (caller === 'guest') return ticketsOfGuest(c, state);
    if (caller === 'application') return ticketByCode(c, state);
    throw new Refusal(403, 'A shop may not see tickets');
  });
  app.get('/tickets/:uid', (c) => {
    const caller = callerOf(c);
    const switches = state.switches();
    readQuery(c.req.queries(), {}, switches);
    state.changes.advance();
    const ticket = state.world.findTicket(c.req.param('uid'));
    if (!ticket) throw new Refusal(404, 'No such ticket');
    const allowed = caller !== 'shop' && maySee(caller, ticket.order, switches);
    if (!allowed) throw new Refusal(403, 'You may not see the order of this ticket');
    return c.json(ticketResource(ticket, linksFrom(c.req.url), switches));
  });
}

function ticketByCode(c: Context<SimulatorEnv>, state: PaylogicState): Response {
  const switches = state.switches();
  if (Object.keys(c.req.queries()).length === 0) {
    throw new Refusal(403, "There is no list of tickets for an application; name 'code' and 'event'");
  }
  const { code, event } = readQuery(c.req.queries(), { code: text, event: eventReference }, switches);
  const found = state.world.store(event)?.findCode(code);
  if (!found && switches.barcodeNoMatch === 'not-found') throw new Refusal(404, 'No ticket with this code');
  if (found && !maySee('application', found.order, switches)) {
    throw new Refusal(403, 'You may not see the order of this ticket');
  }
  const link = linksFrom(c.req.url);
  const tickets = found ? [ticketResource(found, link, switches)] : [];
  const path = `/tickets?${new URLSearchParams({ code, event: link(`/events/${event}`).href }).toString()}`;
  return c.json({ _links: commonLinks(link, path, 'tickets'), _embedded: { 'shop:ticket': tickets } });
}

/** Three lists side by side; what is not in them is behind each `self`. */
function ticketsOfGuest(c: Context<SimulatorEnv>, state: PaylogicState): Response {
  const switches = state.switches();
  const { page } = readQuery(c.req.queries(), { page: pageNumber }, switches);
  const orders = state.world.all().flatMap((store) => store.sequence.map(store.order));
  const tickets = orders.filter((order) => maySee('guest', order, switches)).flatMap(ticketsOf);
  const request = pageRequest(c, state, 'tickets', page);
  return c.json(collectionPage(tickets, request, (part) => parallelLists(part, request.link, state)));
}

function parallelLists(tickets: readonly TicketRef[], link: LinkTo, { switches }: PaylogicState): Json {
  const events = tickets.map(({ order }) => order.store.event);
  const products = tickets.map(({ order, slot }) => productResource(order.store.event, slot.product, link));
  return {
    'shop:ticket': tickets.map((ticket) => ticketLink(ticket, link, switches())),
    'shop:product': products.map((product) => pick(product, ['_links', 'uid', 'name', 'subtitle'])),
    'shop:event': events.map((event) =>
      pick(eventResource(event, link), ['_links', 'uid', 'title', 'subtitle', 'event_start', 'event_end', 'location']),
    ),
  };
}

function pick(resource: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, resource[name]]));
}
