import { describe, expect, it } from 'vitest';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';
import { SHEET } from '../sidebar-look.ts';

describe.skipIf(!hasBrowser)('a sidebar that was opened from the menu', () => {
  const stage = sidebarStage();
  const place = () => ({
    spreadsheetId: SHEET,
    title: 'Gala',
    sheetId: 0,
    tab: 'Sheet1',
    selection: 'A1',
    locale: 'en_GB',
    userLocale: 'xx',
    timeZone: 'Europe/Amsterdam',
    workerUrl: stage.worker.url,
    tabs: ['Sheet1'],
  });

  it('reads the worker without asking Google for anything', async () => {
    stage.saved();
    const unasked = new Error('The sidebar asked Google.');
    const start = { intent: 'open', context: place(), token: 'from-the-menu' };
    await stage.open({ start, context: unasked, identityToken: unasked });
    await stage.text('Tickets').first().waitFor();
    expect(stage.worker.state.heard.every(({ authorization }) => authorization === 'Bearer from-the-menu')).toBe(true);
    expect(await stage.page().locator('html').getAttribute('lang')).toBe('en');
  });

  it('asks for a new token when the menu’s is refused', async () => {
    stage.saved();
    stage.worker.state.tokens = new Set(['renewed']);
    const start = { intent: 'open', context: place(), token: 'spent' };
    await stage.open({ start, identityToken: 'renewed' });
    await stage.text('Tickets').first().waitFor();
  });

  it('asks where it is when the menu item could not tell, and shows why that fails', async () => {
    await stage.open({ start: { intent: 'open', context: null, token: null }, context: new Error('No address yet.') });
    await stage.text('No address yet.').waitFor();
  });
});
