import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactly } from '../../../worker/providers/json.ts';

describe('reading JSON exactly', () => {
  it.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['[-9007199254740993]', ['-9007199254740993']],
    ['{"id": 12345678901234567890 }', { id: '12345678901234567890' }],
    ['[1, 9007199254740993]', [1, '9007199254740993']],
    ['{"amount":0.1234567890123456789}', { amount: '0.1234567890123456789' }],
    ['{"big":1e400,"id":9007199254740993}', { big: '1e400', id: '9007199254740993' }],
  ])('keeps the digits a double would lose: %s', (text, expected) => {
    expect(parseExactly(text)).toEqual(expected);
  });

  it('leaves ordinary numbers, and digits in texts, as they are', () => {
    const value = { barcode: '00123456789012345678', price: 12.5, count: -3, time: 1_587_042_691 };
    expect(parseExactly(JSON.stringify(value))).toEqual(value);
  });

  it('agrees with JSON.parse on everything a double holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = JSON.stringify(value);
        if (/\d{15}|e/.test(text)) return;
        expect(parseExactly(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
