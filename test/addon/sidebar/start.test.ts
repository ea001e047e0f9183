import { describe, expect, it } from 'vitest';
import { formatLocale, readStart } from '../../../addon/sidebar/start.ts';

const UNTOLD = { intent: 'open', context: null, token: null };
const PLACE = {
  spreadsheetId: 'sheet-1',
  title: 'Gala',
  sheetId: 7,
  tab: 'Tickets',
  selection: 'A1',
  locale: 'en_GB',
  userLocale: 'de',
  timeZone: 'Europe/Amsterdam',
  workerUrl: 'https://worker.example.com',
  tabs: ['Tickets'],
};

describe('what the menu item tells the sidebar', () => {
  it('is taken as it is', () => {
    const start = { intent: 'refresh-all', context: PLACE, token: 'a.b.c' };
    expect(readStart(JSON.stringify(start))).toEqual(start);
  });

  it.each(['', '"what the menu item tells"', '{', 'null', '[]'])('is asked for when the page says %s', (text) => {
    expect(readStart(text)).toEqual(UNTOLD);
  });

  it('is asked for as far as it is broken, the rest holds', () => {
    const broken = { intent: 'dance', context: { ...PLACE, sheetId: '7' }, token: 'a.b.c' };
    expect(readStart(JSON.stringify(broken))).toEqual({ ...UNTOLD, token: 'a.b.c' });
    expect(readStart('{"intent":"new-report"}')).toEqual({ ...UNTOLD, intent: 'new-report' });
  });
});

describe('numbers and dates', () => {
  it.each([
    ['de', 'de_CH', 'de_CH'],
    ['de', 'en_GB', 'de'],
    ['de_AT', 'de_CH', 'de_AT'],
    ['en', 'en_GB', 'en_GB'],
    ['EN', 'en_AU', 'en_AU'],
  ])('of a person with %s in a spreadsheet of %s are written as in %s', (userLocale, locale, written) => {
    expect(formatLocale({ userLocale, locale })).toBe(written);
  });
});
