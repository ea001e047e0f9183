import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type PaylogicOptions,
  type PaylogicSimulator,
  startPaylogic,
} from '../../../../sandbox/providers/paylogic/paylogic.ts';

export type Answer = { status: number; body: unknown };
export type Ask = (path: string, query?: Record<string, string | string[]>) => Promise<Answer>;

export const NOW = Date.parse('2026-11-21T12:00:00.000Z');

/** A stand-in that ends with the test, and a client of it for each kind of credentials. */
export async function shop(options: PaylogicOptions = {}) {
  const paylogic = await startPaylogic({ now: () => NOW, ...options });
  onTestFinished(async () => await paylogic.close());
  const { app, secret, bearerToken, cognitoToken } = paylogic.credentials;
  const as =
    (headers: Record<string, string>): Ask =>
    async (path, query = {}) => {
      const response = await fetch(address(paylogic, path, query), { headers });
      return { status: response.status, body: await response.json() };
    };
  return {
    paylogic,
    ask: as({ Authorization: `Basic ${btoa(`${app}:${secret}`)}` }),
    askAsShop: as({ Authorization: `Bearer ${bearerToken}` }),
    askAsGuest: as({ 'Cognito-Token': cognitoToken }),
    askAsNobody: as({}),
  };
}

/** A path, or a whole address as links have it. */
export function address({ origin }: PaylogicSimulator, path: string, query: Record<string, string | string[]>): string {
  const url = new URL(path, origin);
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values].flat()) url.searchParams.append(name, value);
  }
  return url.href;
}

export const eventUrl = (paylogic: PaylogicSimulator, id: string): string =>
  `${paylogic.origin}/events/${paylogic.events.find((event) => event.id === id)?.uid}`;

const Href = z.object({ href: z.string() });
export const Resource = z.looseObject({ uid: z.string(), _links: z.looseObject({ self: Href }) });
export type Resource = z.infer<typeof Resource>;

export const Collection = z.object({
  _links: z.looseObject({
    self: Href,
    first: Href,
    last: Href,
    prev: Href.optional(),
    next: Href.nullable().optional(),
  }),
  item_count: z.number(),
  _embedded: z.record(z.string(), z.array(Resource)),
});

/** One page of a collection. */
export async function pageOf(ask: Ask, path: string, query: Record<string, string> = {}) {
  const { _embedded, ...page } = Collection.parse((await ask(path, query)).body);
  return { ...page, items: Object.values(_embedded)[0] ?? [] };
}

/** Every item, by following `next` as long as there is one. */
export async function readAll(ask: Ask, path: string, query: Record<string, string> = {}) {
  const first = await pageOf(ask, path, query);
  const items = [...first.items];
  for (let next = first._links.next; next;) {
    const page = await pageOf(ask, next.href);
    items.push(...page.items);
    next = page._links.next;
  }
  return items;
}

export const uidsOf = (items: readonly { uid: string }[]): string[] => items.map(({ uid }) => uid);

const WithTickets = z.object({ _embedded: z.object({ 'shop:ticket': z.union([Resource, z.array(Resource)]) }) });

/** The tickets that lie within orders. */
export function ticketsIn(orders: readonly unknown[]): Resource[] {
  return orders.flatMap((order) => {
    const parsed = WithTickets.safeParse(order);
    return parsed.success ? [parsed.data._embedded['shop:ticket']].flat() : [];
  });
}
