import { describe, expect, it } from 'vitest';
import { isForbiddenAddress } from '../../../worker/providers/address-guard.ts';

describe('addresses that are never called', () => {
  it.each([
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:0:7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fec0::1',
  ])('%s, however this machine or a private network is written', (address) =>
    expect(isForbiddenAddress({ address, family: 6 })).toBe(true),
  );

  it('are not those of the public network', () => {
    expect(isForbiddenAddress({ address: '2606:4700::1', family: 6 })).toBe(false);
    expect(isForbiddenAddress({ address: '2001:4860:4860::8888', family: 6 })).toBe(false);
    expect(isForbiddenAddress({ address: '8.8.8.8', family: 4 })).toBe(false);
  });
});
