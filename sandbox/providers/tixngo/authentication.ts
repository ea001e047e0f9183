import type { Context } from 'hono';
import { APP_ID, CREDENTIALS } from './catalogue.ts';
import { Refusal } from './refusal.ts';
import type { TixngoSwitches } from './switches.ts';

/** Lets a request pass that carries the account's key in the way the switches say; 401 or 403 otherwise. */
export function requireAccount(c: Context, switches: TixngoSwitches): void {
  if (!carriesKey(c, switches)) {
    if (switches.authScheme === 'basic') c.header('WWW-Authenticate', 'Basic realm="organizer"');
    throw new Refusal(401, 'Unknown account or API key');
  }
  if (!switches.reportingRight) throw new Refusal(403, 'This API key may not read reports');
}

function carriesKey(c: Context, { authScheme, authHeaderName }: TixngoSwitches): boolean {
  if (authScheme === 'header') return c.req.header(authHeaderName) === CREDENTIALS.apiKey;
  const [scheme, encoded] = (c.req.header('Authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return false;
  return Buffer.from(encoded, 'base64').toString() === `${CREDENTIALS.email}:${CREDENTIALS.apiKey}`;
}

/** 404 for an app that is not the organizer's. */
export function requireApp(mobileAppId: string): void {
  if (mobileAppId !== APP_ID) throw new Refusal(404, `Mobile application '${mobileAppId}' not found`);
}
