import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import { CREDENTIALS } from './catalogue.ts';
import type { TicketTailorSwitches } from './switches.ts';

/** Lets a request pass whose basic authentication has the key as user name and no password; 401 otherwise. */
export function requireKey(c: Context, { keyWithoutColon }: TicketTailorSwitches): void {
  const [scheme, encoded] = (c.req.header('Authorization') ?? '').split(' ');
  const sent = scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded ?? '', 'base64').toString() : '';
  const isKey = sent === `${CREDENTIALS.apiKey}:` || (sent === CREDENTIALS.apiKey && keyWithoutColon === 'accept');
  if (!isKey) throw new Refusal(401, 'Invalid API key', { 'WWW-Authenticate': 'Basic realm="api"' });
}
