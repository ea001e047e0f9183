import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import { CREDENTIALS } from './catalogue.ts';
import { buyerOf, LOGGED_IN_GUEST } from './consumer.ts';
import type { Order } from './event-store.ts';
import type { PaylogicSwitches } from './switches.ts';

/** Who asks: the organizer's application, a shop in a browser, or a guest who logged in. */
export type Caller = 'application' | 'shop' | 'guest';

/** @throws Refusal 401 without one of the three credentials. */
export function callerOf(c: Context): Caller {
  const [scheme = '', credentials = ''] = (c.req.header('Authorization') ?? '').split(' ');
  if (scheme.toLowerCase() === 'basic' && isApplication(credentials)) return 'application';
  if (scheme.toLowerCase() === 'bearer' && credentials === CREDENTIALS.bearerToken) return 'shop';
  if (c.req.header('Cognito-Token') === CREDENTIALS.cognitoToken) return 'guest';
  throw new Refusal(401, 'Missing or wrong credentials', { 'WWW-Authenticate': 'Basic realm="shopping-api"' });
}

function isApplication(credentials: string): boolean {
  return Buffer.from(credentials, 'base64').toString() === `${CREDENTIALS.app}:${CREDENTIALS.secret}`;
}

/** An application sees what the vendor lets it see, a shop and a guest the orders they made. */
export function maySee(caller: Caller, order: Order, switches: PaylogicSwitches): boolean {
  switch (caller) {
    case 'application':
      return switches.orderRight && !order.trap?.forbidden && !switches.forbiddenOrders.includes(order.uid);
    case 'shop':
      return isFromShop(order);
    case 'guest':
      return buyerOf(order) === LOGGED_IN_GUEST;
  }
}

/** A third of all orders came through the shop in the browser. */
export function isFromShop({ store, number }: Order): boolean {
  return store.dice.happens(number, 'shop', 0.33);
}
