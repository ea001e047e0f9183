import { createHash } from 'node:crypto';
import type { Sealer } from './sealing.ts';

/**
 * Tells workers of one deployment (those with the same master key) from all others; anybody may read it. The key cannot be worked out
 * from it.
 */
export function deploymentMark({ keyId }: Pick<Sealer, 'keyId'>): string {
  return createHash('sha256').update(`willcall deployment ${keyId}`).digest('hex').slice(0, 16);
}
