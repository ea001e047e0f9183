import type { LookupAddress } from 'node:dns';
import { BlockList } from 'node:net';
import { isForbiddenAddress } from '../providers/address-guard.ts';
import { surplusIn } from '../public-url.ts';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { reasonOf } from './reason.ts';

/** All addresses of a name. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

type Asked = { readonly publicUrl: string | undefined; readonly isRehearsal: boolean; readonly lookup: Lookup };

/** Whether people can reach the address at all: https, a name that resolves, to an address of the internet. */
export async function checkAddress({ publicUrl, isRehearsal, lookup }: Asked): Promise<Finding> {
  if (publicUrl === undefined) {
    if (isRehearsal) return skipped('rehearsal: only this machine has to reach the worker');
    return fault(
      'PUBLIC_URL is not set.',
      'Set it to the https address people reach this worker at; see docs/deploy.md.',
    );
  }
  const url = new URL(publicUrl);
  if (url.protocol !== 'https:')
    return fault(
      `PUBLIC_URL begins with ${url.protocol}//; the sidebar is a https page and may only ask https.`,
      'Put a reverse proxy or tunnel with a certificate in front and set PUBLIC_URL to its https address.',
    );
  const surplus = isRehearsal ? null : surplusIn(url);
  if (surplus !== null)
    return fault(`PUBLIC_URL (${url.origin}) ${surplus}`, 'Correct it: a worker does not start with it.');
  const addresses = await lookup(bare(url.hostname)).catch((error: unknown) => reasonOf(error));
  if (typeof addresses === 'string')
    return fault(`${url.hostname}: ${addresses}.`, 'Add the name at your DNS provider, or correct PUBLIC_URL.');
  return judge(url.hostname, addresses);
}

/** IPv6 addresses stand in brackets in a URL. */
export const bare = (hostname: string) => hostname.replaceAll(/^\[|\]$/g, '');

function judge(hostname: string, addresses: readonly LookupAddress[]): Finding {
  const list = addresses.map(({ address }) => address).join(', ');
  const isLoopback = ({ address, family }: LookupAddress) => LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
  if (addresses.some(isLoopback))
    return fault(
      `${hostname} is this machine itself (${list}): nobody else can reach that.`,
      'Set PUBLIC_URL to a name that leads here from outside.',
    );
  if (addresses.some(isForbiddenAddress))
    return warning(
      `${hostname} is an address of a private network (${list}).`,
      'Fine if everybody who uses the sidebar is in that network; else give it a public address.',
    );
  return ok(`${hostname} is ${list}`);
}
