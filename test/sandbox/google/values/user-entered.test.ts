import { describe, expect, it } from 'vitest';
import { userEntered } from '../../../../sandbox/google/values/user-entered.ts';

const enter = (text: string, locale = 'en_US') => userEntered(text, { locale, thisYear: 2026 });

describe('typing into a cell', () => {
  it.each([
    ['0042', 42],
    ['007', 7],
    ['3.00', 3],
    ['.5', 0.5],
    [' 42 ', 42],
    ['+5', 5],
    ['-5', -5],
    ['(5)', -5],
    ['+31612345678', 31_612_345_678],
  ])('%j is the number %d without a format', (text, numberValue) => {
    expect(enter(text)).toEqual({ value: { numberValue } });
  });

  it.each([
    ['2,000,000.01', 2_000_000.01, 'NUMBER', '#,##0.00'],
    ['2,000', 2000, 'NUMBER', '#,##0'],
    ['50%', 0.5, 'PERCENT', '0%'],
    ['12.5%', 0.125, 'PERCENT', '0.00%'],
    ['$1,234.50', 1234.5, 'CURRENCY', '"$"#,##0.00'],
    ['-$5', -5, 'CURRENCY', '"$"#,##0'],
    ['€5', 5, 'CURRENCY', '[$€]#,##0'],
    ['1e5', 100_000, 'SCIENTIFIC', '0.00E+00'],
    ['2026-09-27', 46_292, 'DATE', 'yyyy-mm-dd'],
    ['2020-01-01', 43_831, 'DATE', 'yyyy-mm-dd'],
    ['1999-01-02', 36_162, 'DATE', 'yyyy-mm-dd'],
    ['9/27/2026', 46_292, 'DATE', 'm/d/yyyy'],
    ['9/27', 46_292, 'DATE', 'm/d'],
    ['27 September 2026', 46_292, 'DATE', 'd mmmm yyyy'],
    ['Sep 27, 2026', 46_292, 'DATE', 'mmm d, yyyy'],
    ['27-Sep-26', 46_292, 'DATE', 'd-mmm-yy'],
    ['2026-09-27 10:30:15', 46_292 + 37_815 / 86_400, 'DATE_TIME', 'yyyy-mm-dd h:mm:ss'],
    ['9/27/2026 10:30 PM', 46_292.9375, 'DATE_TIME', 'm/d/yyyy h:mm:ss am/pm'],
    ['10:30', 0.4375, 'TIME', 'h:mm'],
    ['25:30', 1.0625, 'TIME', '[h]:mm:ss'],
  ])('%j is %d and looks like %s %s', (text, numberValue, type, pattern) => {
    expect(enter(text)).toEqual({ value: { numberValue }, numberFormat: { type, pattern } });
  });

  it.each([
    'hello',
    '1,2',
    '2026-02-30',
    '27/9/2026',
    '2026-09-27T10:30:15',
    '10:75',
    '-x',
    '@x',
    '1.2.3',
    '=',
    'May',
    '3_2_1',
  ])('%j stays text', (text) => {
    expect(enter(text)).toEqual({ value: { stringValue: text } });
  });

  it.each([
    ['=1+2', '=1+2'],
    ['= 1 / 1024', '= 1 / 1024'],
    ['+A1', '=+A1'],
    ['+31 6', '=+31 6'],
  ])('%j is the formula %j', (text, formulaValue) => {
    expect(enter(text)).toEqual({ value: { formulaValue } });
  });

  it('a leading apostrophe forces text and is not kept', () => {
    expect(enter("'0042")).toEqual({ value: { stringValue: '0042' } });
    expect(enter("'=1+2")).toEqual({ value: { stringValue: '=1+2' } });
  });

  it('booleans are known in any case', () => {
    expect(enter('true')).toEqual({ value: { boolValue: true } });
    expect(enter('False')).toEqual({ value: { boolValue: false } });
  });

  it('an empty text clears the cell', () => {
    expect(enter('')).toEqual({});
  });

  it('an address is linked', () => {
    const address = 'https://tickets.example/order/7';
    expect(enter(address)).toEqual({ value: { stringValue: address }, hyperlink: address });
  });

  it('a cell formatted as text keeps what is typed', () => {
    expect(userEntered('0042', { format: { type: 'TEXT' } })).toEqual({ value: { stringValue: '0042' } });
  });

  it('the locale decides on commas and on the order of a date', () => {
    expect(enter('1.234,5', 'de_DE')).toMatchObject({ value: { numberValue: 1234.5 } });
    expect(enter('1 234,5', 'fr_FR')).toMatchObject({ value: { numberValue: 1234.5 } });
    expect(enter('27/09/2026', 'fr_FR')).toMatchObject({ value: { numberValue: 46_292 } });
    expect(enter('27.9.2026', 'de_DE')).toMatchObject({ value: { numberValue: 46_292 } });
    expect(enter('1,234', 'de_DE')).toEqual({ value: { numberValue: 1.234 } });
  });
});
