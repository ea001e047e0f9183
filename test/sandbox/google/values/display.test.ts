import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { display, isPattern } from '../../../../sandbox/google/values/display.ts';
import { dateOfSerial, serialOfDate, serialOfInstant } from '../../../../sandbox/google/values/serial.ts';
import { userEntered } from '../../../../sandbox/google/values/user-entered.ts';

describe('a cell shows', () => {
  it.each([
    [42, '42'],
    [42.01, '42.01'],
    [0.0009765625, '0.0009765625'],
    [1 / 3, '0.3333333333'],
    [10 / 3, '3.333333333'],
    [1 / 30, '0.03333333333'],
    [0.1 + 0.2, '0.3'],
    [-1.5, '-1.5'],
    [-0, '0'],
    [1_234_567_890.5, '1234567891'],
    [123_456_789_012_345, '123456789012345'],
    [1e15, '1E+15'],
    [1.234_567_890_123_456e19, '1.23457E+19'],
    [1e-10, '1E-10'],
    ['', ''],
    ['text', 'text'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [{ type: 'DIVIDE_BY_ZERO' } as const, '#DIV/0!'],
    [{ type: 'NAME' } as const, '#NAME?'],
    [{ type: 'N_A' } as const, '#N/A'],
  ])('%j without a format as %j', (value, text) => {
    expect(display(value)).toBe(text);
  });

  it.each([
    [1234.5, 'NUMBER', '1,234.50'],
    [0.5, 'PERCENT', '50.00%'],
    [1234.5, 'CURRENCY', '$1,234.50'],
    [46_292, 'DATE', '9/27/2026'],
    [0.75, 'TIME', '6:00:00 PM'],
    [46_292.75, 'DATE_TIME', '9/27/2026 18:00:00'],
    [1e5, 'SCIENTIFIC', '1.00E+05'],
    [42, 'TEXT', '42'],
  ] as const)('%d of type %s as %j', (value, type, text) => {
    expect(display(value, { type })).toBe(text);
  });

  it.each([
    [46_292.43767361111, 'yyyy-mm-dd h:mm:ss', '2026-09-27 10:30:15'],
    [2.5, 'yyyy-mm-dd hh:mm', '1900-01-01 12:00'],
    [0, 'yyyy-mm-dd', '1899-12-30'],
    [46_292.99999999, 'm/d/yyyy h:mm:ss', '9/28/2026 0:00:00'],
    [25.5, '[h]:mm', '612:00'],
    [12_345_678, '#,##0.00,,"M"', '12.35M'],
    [5, '[$€]#,##0', '€5'],
  ])('%d in %j as %j', (value, pattern, text) => {
    expect(display(value, { type: 'NUMBER', pattern })).toBe(text);
  });

  it('text untouched by a number format, and booleans too', () => {
    expect(display('0042', { type: 'NUMBER', pattern: '0.00' })).toBe('0042');
    expect(display(true, { type: 'NUMBER', pattern: '0.00' })).toBe('TRUE');
    expect(display('x', { type: 'TEXT', pattern: '"<"@">"' })).toBe('<x>');
  });

  it('numbers and dates in the words of the locale', () => {
    expect(display(0.5, undefined, 'fr_FR')).toBe('0,5');
    expect(display(46_292, { type: 'DATE' }, 'fr_FR')).toBe('27/09/2026');
    expect(display(1234.5, { type: 'NUMBER' }, 'de_DE')).toBe('1.234,50');
  });
});

it('a pattern that is none is known', () => {
  expect([isPattern('yyyy-mm-dd'), isPattern('abc[')]).toEqual([true, false]);
});

it('what is shown of a plain number, typed again, is that number', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (digits, decimals) => {
      const numberValue = digits / 10 ** decimals;
      expect(userEntered(display(numberValue))).toEqual({ value: { numberValue: numberValue + 0 } });
    }),
  );
});

it('days are counted from 1899-12-30, wall clocks in the zone of the spreadsheet', () => {
  expect([serialOfDate(1900, 1, 1), serialOfDate(2026, 9, 27), serialOfDate(2026, 2, 30)]).toEqual([
    2,
    46_292,
    undefined,
  ]);
  expect(dateOfSerial(46_292.9)).toEqual({ year: 2026, month: 9, day: 27 });
  expect(serialOfInstant(Date.UTC(2026, 8, 27, 22), 'Europe/Paris')).toBe(46_293);
  expect(serialOfInstant(Date.UTC(2026, 8, 27, 12), 'Etc/GMT')).toBe(46_292.5);
});
