import { z } from 'zod';
import type { Scope } from '../../../shared/api.ts';
import type { Common } from '../provider.ts';
import { Json, pageOf } from './hal.ts';
import { RawProduct } from './product.ts';
import { eventAddress, eventsOf } from './scope.ts';
import { TicketEvent } from './ticket.ts';

const withMember = (name: string, value: unknown) => (record: unknown) => ({
  ...Json.parse(record),
  [name]: value,
});

/** Names of ticket types and of the event stand in no order. An account that may not read them gets the tickets without. */
export const namesFor = (isFor: (part: Scope) => boolean): readonly Common[] => [
  {
    isOptional: true,
    request: (part) => (isFor(part) ? { path: '/products', query: {}, ...eventAddress(part) } : null),
    merge: (body) => {
      const products = z.array(RawProduct).parse(pageOf(body, 'shop:product').records);
      return withMember('products', new Map(products.map((product) => [product.uid, product])));
    },
  },
  {
    isOptional: true,
    request: (part) => {
      const [event] = eventsOf(part);
      return isFor(part) && event !== undefined ? { path: `/events/${event}`, query: {} } : null;
    },
    merge: (body) => withMember('event', TicketEvent.parse(body)),
  },
];
