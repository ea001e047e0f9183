import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import { ACCESS_TOKEN, CREDENTIALS, SESSION } from './catalogue.ts';

/** Lets a request pass that carries the API key or a session; 401 otherwise. */
export function requireSeller(c: Context): void {
  const token = bearer(c);
  if (token !== CREDENTIALS.apiKey && token !== SESSION) throw new Refusal(401, 'Unauthorized');
}

/** Lets only a session pass: an API key is not enough here. */
export function requireSession(c: Context): void {
  if (bearer(c) !== SESSION) throw new Refusal(401, 'Unauthorized');
}

/** Lets a gate pass, by the header `token`. */
export function requireAccessUser(c: Context): void {
  if (c.req.header('token') !== ACCESS_TOKEN) throw new Refusal(401, 'Unauthorized');
}

function bearer(c: Context): string | undefined {
  const [scheme, token] = (c.req.header('Authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? token : undefined;
}
