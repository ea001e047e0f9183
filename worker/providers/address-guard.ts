import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';

/** Addresses that are never a ticketing system: this machine, private and carrier networks, link-local, translation prefixes. */
const FORBIDDEN = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  FORBIDDEN.addSubnet(net, prefix, 'ipv4');
}
// IPv4 addresses in IPv6 clothes (::ffff:127.0.0.1) are judged by the list above.
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  FORBIDDEN.addSubnet(net, prefix, 'ipv6');
}

/** Whether a connection to this address is refused. */
export function isForbiddenAddress({ address, family }: LookupAddress): boolean {
  return FORBIDDEN.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A DNS look-up for sockets that refuses forbidden addresses, so what was checked is what is connected to. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const allowed = addresses.filter((address) => !isForbiddenAddress(address));
    const [first] = allowed;
    if (!first) return callback(new Error(`${hostname} resolves to a forbidden address`), '', 0);
    if (options.all) return callback(null, allowed);
    return callback(null, first.address, first.family);
  });
};
