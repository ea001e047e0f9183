// Loaded before any server is started in this process: afterwards its "already sent" would be an answer like others, and be sent.
import '@hono/node-server/utils/response';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { types } from 'node:util';

/** More than one simulated Google needs at a start, so that neighbours have no key in common. */
const KEPT = 6;
const kept = new Map<string, unknown[]>();
let next = 0;

/**
 * Finding the primes of an RSA key takes up to half a second, and every simulated Google starts with three of them: a test
 * process makes a few and hands them out in turn.
 */
function keyPair(make: () => unknown, options: readonly unknown[]): unknown {
  const kind = JSON.stringify(options);
  const known = kept.get(kind) ?? [];
  kept.set(kind, known);
  if (known.length < KEPT) {
    known.push(make());
    return known.at(-1);
  }
  next += 1;
  return known[next % KEPT];
}

if (!types.isProxy(crypto.generateKeyPairSync)) {
  crypto.generateKeyPairSync = new Proxy(crypto.generateKeyPairSync, {
    apply: (make, self, options: unknown[]): unknown =>
      keyPair((): unknown => Reflect.apply(make, self, options), options),
  });
  syncBuiltinESMExports();
}
