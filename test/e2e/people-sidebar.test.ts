import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSidebar } from '../addon/sidebar-page.ts';
import { missingNeeds } from '../helpers/needs.ts';
import { openHouse, OWNER, type House } from './house.ts';

const isThere = !missingNeeds().includes('chromium');
const COLLEAGUE = 'anna@example.org';

describe.skipIf(!isThere)('a team in the sidebar of a real house', () => {
  let house: House;
  let sidebar: Awaited<ReturnType<typeof startSidebar>>;
  let page: Page;
  let googleId: string;

  beforeAll(async () => {
    house = await openHouse({
      ALLOWED_ORIGINS: '^http://127\\.0\\.0\\.1:\\d+$',
    });
    sidebar = await startSidebar();
    googleId = house.book();
    const spreadsheet = await house.link(googleId);
    const report = await house.report({ destination: { spreadsheet, tab: 'Tickets' }, writeMode: 'sync' });
    await house.refresh(report.id);
  });
  afterAll(async () => {
    await sidebar.close();
    await house.close();
  });

  async function open(email = OWNER): Promise<void> {
    const place = { spreadsheetId: googleId, title: 'Guest list', sheetId: 0, tab: 'Tickets', tabs: ['Tickets'] };
    const context = {
      ...place,
      selection: 'A1',
      locale: 'en_GB',
      userLocale: 'en_GB',
      timeZone: 'Europe/Zurich',
      workerUrl: house.url,
    };
    const identityToken = await house.sandbox.google.idToken({ email });
    page = await sidebar.open({ context, identityToken, shareWithWriter: null, writeProof: null, gotoCell: null });
  }

  const button = (name: string | RegExp, exact = false) => page.getByRole('button', { name, exact });
  const text = (words: string | RegExp) => page.getByText(words);

  it('has a colleague join by invitation, who then sees what members see', async () => {
    await open();
    await button('Team & sharing').click();
    await button(/^People/).click();
    await page.getByLabel('E-mail address').fill(COLLEAGUE);
    await button('Invite').click();
    await text(`${COLLEAGUE} is invited.`).waitFor();
    await open(COLLEAGUE);
    await button(/^Join /).click();
    await expect.poll(() => button(/^Join /).count(), { timeout: 5_000 }).toBe(0);
    await open();
    await button('Team & sharing').click();
    await button(/^People/).click();
    await button(`Make admin: ${COLLEAGUE}`).waitFor();
  });

  it('sets a schedule, and says when the next refresh is due', async () => {
    await open();
    await button('Open Tickets').click();
    await button('Refresh by itself…').click();
    await page.getByRole('radio', { name: /^Every few minutes/ }).check();
    await page.getByRole('radio', { name: /^Every hour/ }).check();
    await button('Save').click();
    await text(/^Every hour · next \d\d:\d\d/).waitFor();
  });

  it('shares a list by a link that opens what was chosen, and takes it back', async () => {
    await open();
    await button('Open Tickets').click();
    await button('Share this list…').click();
    await button('Share it with others').click();
    await page.getByRole('textbox', { name: 'Whom it is for' }).fill('Door staff');
    await page.getByLabel('What they see of First name').selectOption('Initials');
    await button('Save').click();
    await button('Make a link for Door staff').click();
    await page.getByLabel('Name of this link').fill('Gate A');
    await button('Make a link', true).click();
    await text(/\/s#/).waitFor();
    await button('Take back Gate A').click();
    await page.getByRole('group').getByRole('button', { name: 'Take back' }).click();
    await text('No link yet.').waitFor();
  });

  it('sends messages, makes a code, finds a guest, and tells all that', async () => {
    await open();
    await button('Team & sharing').click();
    await button(/^Access for scripts/).click();
    await button('Make a code').click();
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Night import');
    await button('Make a code').click();
    await text(/^wck_/).waitFor();
    await button('Back', true).click();
    await button(/^A guest’s personal data/).click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@example.org');
    await button('Look', true).click();
    await text('Nobody was found in the lists Willcall fills.').waitFor();
    await button('Back', true).click();
    await button(/^Messages/).click();
    await text('Nobody is told yet.').waitFor();
    await button('Back', true).click();
    await button(/^What happened/).click();
    for (const deed of [
      'Person joined',
      'Schedule changed',
      'Link taken back',
      'Code for a program made',
      'Guest looked for',
    ])
      await text(deed).first().waitFor();
  });

  it('removes the colleague, and says what stays behind', async () => {
    await open();
    await button('Team & sharing').click();
    await button(/^People/).click();
    await button(`Remove ${COLLEAGUE}`).click();
    await page.getByRole('group').getByRole('button', { name: 'Remove' }).click();
    await text(`${COLLEAGUE} is no longer in the team.`).waitFor();
  });
});
