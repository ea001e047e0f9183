import { describe, expect, it } from 'vitest';
import { SHEET } from '../sidebar-look.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

describe.skipIf(!hasBrowser)('the first time in a spreadsheet', () => {
  const stage = sidebarStage();
  const { button, text, page, open, heard } = stage;

  it('links it with one click, tells what that does, and goes on to the first report', async () => {
    await open();
    await page().getByRole('heading', { name: 'What linking does' }).waitFor();
    expect(await page().locator('.offers li').count()).toBe(3);
    await button('Link this spreadsheet').click();
    await text('Which ticketing account')
      .or(page().getByRole('heading', { name: 'New report' }))
      .first()
      .waitFor();
    expect(heard('POST', /\/proof$/)).toHaveLength(1);
  });

  it('shows each step of linking while it goes on', async () => {
    await open();
    stage.worker.state.delayMs = 80;
    await button('Link this spreadsheet').click();
    await text('Telling Willcall about this spreadsheet').waitFor();
    expect(await page().locator('.link-step').count()).toBe(4);
    await text('Linking…').waitFor();
  });

  it('shows what a report is where there is none yet, and begins with a list many want', async () => {
    stage.worker.link(SHEET);
    stage.worker.addAccount('Town hall', 'ticket-tailor');
    await open();
    await page()
      .getByRole('img', { name: /example of a tab/ })
      .waitFor();
    await button('Door list', true).click();
    await page().getByRole('heading', { name: 'New report' }).waitFor();
  });

  it('fits into the sidebar without scrolling sideways', async () => {
    await open();
    await button('Link this spreadsheet').waitFor();
    expect(await page().evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(300);
  });
});
