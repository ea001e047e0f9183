import { isIP } from 'node:net';
import { ConfigError, type Config } from './config.ts';
import { isForbiddenAddress } from './providers/address-guard.ts';

const NEXT =
  'Set it to the https address people reach this worker at, such as https://willcall.example.org; see docs/deploy.md.';

/**
 * The address people and the sidebar reach a real worker at: scheme and host, without a slash at the end.
 *
 * @throws ConfigError when PUBLIC_URL is missing, or no browser elsewhere could use it; it says what to do.
 */
export function publicUrlOf({ PUBLIC_URL: text }: Pick<Config, 'PUBLIC_URL'>): string {
  if (text === undefined) throw new ConfigError(`PUBLIC_URL is missing. ${NEXT}`);
  const url = new URL(text);
  const why = reasonAgainst(url);
  if (why !== null) throw new ConfigError(`PUBLIC_URL (${url.origin}) ${why} ${NEXT}`);
  return url.origin;
}

function reasonAgainst(url: URL): string | null {
  if (url.protocol !== 'https:') return 'does not begin with https://, and the sidebar may only ask https.';
  const isNear = !isReachable(url.hostname.replaceAll(/^\[|\]$/g, ''));
  return surplusIn(url) ?? (isNear ? 'can only be reached from this machine or network.' : null);
}

/** What an address holds besides scheme, name and port, as the end of a sentence; null: nothing. */
export function surplusIn({ pathname, search, hash, username, password }: URL): string | null {
  if (username || password) return 'holds a user name or password.';
  if (pathname !== '/' || search || hash) return 'has something after the name: the worker needs a name of its own.';
  return null;
}

/** Names are not looked up here: whether they lead anywhere is for `willcall doctor`. */
function isReachable(host: string): boolean {
  const family = isIP(host);
  if (family !== 0) return !isForbiddenAddress({ address: host, family });
  return !/(?:^|\.)localhost\.?$/.test(host);
}
