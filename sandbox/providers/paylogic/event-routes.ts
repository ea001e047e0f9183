import type { Context, Hono } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import { callerOf } from './authentication.ts';
import { MERCHANT, type SandboxEvent } from './catalogue.ts';
import { collectionPage } from './collection.ts';
import { CHANNELS, channelResource, eventResource } from './event.ts';
import { type Fields, filterShape, passes } from './filters.ts';
import { linksFrom } from './hal.ts';
import { eventReference, pageNumber, readQuery } from './parameters.ts';
import { type ProductOfEvent, productResource } from './product.ts';
import { pageRequest, type PaylogicState } from './state.ts';
import { amountOf } from './values.ts';

const EVENT_FIELDS: Fields<SandboxEvent> = {
  merchant_name: { kind: 'text', of: () => [MERCHANT] },
  title: { kind: 'text', of: ({ title }) => Object.values(title) },
  subtitle: { kind: 'text', of: ({ subtitle }) => Object.values(subtitle) },
  artist: { kind: 'text', of: ({ artist }) => [artist] },
  sale_start: { kind: 'moment', of: ({ saleStart }) => Date.parse(saleStart) },
  sale_end: { kind: 'moment', of: ({ saleEnd }) => Date.parse(saleEnd) },
  event_start: { kind: 'moment', of: ({ startsAt }) => Date.parse(startsAt) },
  event_end: { kind: 'moment', of: ({ endsAt }) => Date.parse(endsAt) },
  'location.name': { kind: 'text', of: ({ place }) => [place.name] },
  'location.postal_code': { kind: 'text', of: ({ place }) => [place.postal_code] },
  'location.city': { kind: 'text', of: ({ place }) => [place.city] },
  'location.country': { kind: 'text', of: ({ place }) => [place.country] },
};

const PRODUCT_FIELDS: Fields<ProductOfEvent> = {
  name: { kind: 'text', of: ({ product }) => Object.values(product.name) },
  subtitle: { kind: 'text', of: ({ product }) => Object.values(product.subtitle) },
  price: { kind: 'number', of: ({ product }) => Number(amountOf(product.price).amount) },
  price_cur: { kind: 'text', of: ({ product }) => [product.price.currency] },
  is_soldout: { kind: 'flag', of: ({ product }) => product.soldOut },
  sale_start: { kind: 'moment', of: ({ event }) => Date.parse(event.saleStart) },
  sale_end: { kind: 'moment', of: ({ event }) => Date.parse(event.saleEnd) },
};

/** Events, products and channels: what is for sale. */
export function addEventRoutes(app: Hono<SimulatorEnv>, state: PaylogicState): void {
  app.get('/events', (c) => listEvents(c, state));
  app.get('/events/:uid', (c) => {
    callerOf(c);
    readQuery(c.req.queries(), {}, state.switches());
    const event = state.world.events.find(({ uid }) => uid === c.req.param('uid'));
    if (!event) throw new Refusal(404, 'No such event');
    return c.json(eventResource(event, linksFrom(c.req.url)));
  });
  app.get('/products', (c) => listProducts(c, state));
  app.get('/channels/:uid', (c) => {
    readQuery(c.req.queries(), {}, state.switches());
    const channel = CHANNELS.find(({ uid }) => uid === c.req.param('uid'));
    if (!channel) throw new Refusal(404, 'No such channel');
    return c.json(channelResource(channel, activeEvents(state), linksFrom(c.req.url)));
  });
}

function listEvents(c: Context<SimulatorEnv>, state: PaylogicState): Response {
  callerOf(c);
  const switches = state.switches();
  const query = readQuery(c.req.queries(), { ...filterShape(EVENT_FIELDS), page: pageNumber }, switches);
  const namesSale = Object.keys(query).some((name) => name.startsWith('sale_'));
  const offered = namesSale || !switches.defaultSaleFilter ? state.world.events : activeEvents(state);
  const events = offered.filter((event) => passes(event, query, EVENT_FIELDS));
  const request = pageRequest(c, state, 'events', query.page);
  const write = (event: SandboxEvent) => eventResource(event, request.link);
  return c.json(collectionPage(events, request, (part) => ({ 'shop:event': part.map(write) })));
}

/** Those that are on sale now. */
function activeEvents({ world, now }: PaylogicState): SandboxEvent[] {
  return world.events.filter(
    ({ saleStart, saleEnd }) => Date.parse(saleStart) <= now() && Date.parse(saleEnd) >= now(),
  );
}

function listProducts(c: Context<SimulatorEnv>, state: PaylogicState): Response {
  callerOf(c);
  const shape = { ...filterShape(PRODUCT_FIELDS), event: eventReference.optional(), page: pageNumber };
  const query = readQuery(c.req.queries(), shape, state.switches());
  const products = activeEvents(state)
    .filter(({ uid }) => query.event === undefined || query.event === uid)
    .flatMap((event) => event.products.map((product) => ({ event, product })))
    .filter((one) => passes(one, query, PRODUCT_FIELDS));
  const request = pageRequest(c, state, 'products', query.page);
  const write = ({ event, product }: ProductOfEvent) => productResource(event, product, request.link);
  return c.json(collectionPage(products, request, (part) => ({ 'shop:product': part.map(write) })));
}
