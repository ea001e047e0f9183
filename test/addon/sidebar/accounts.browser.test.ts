import { describe, expect, it } from 'vitest';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

describe.skipIf(!hasBrowser)('ticketing accounts of a team', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  it('are made without credentials when somebody else has them, who is sent a link', async () => {
    saved();
    await open();
    await button('Ticketing accounts').click();
    await button('Add an account').click();
    await text('Somebody else has these?').click();
    await button('Make a link for them').click();
    await text('/enter#not-a-real-secret').waitFor();
    await button('Close').click();
    await text('the link works until').waitFor();
    expect(heard('POST', /connections$/)).toEqual([{ provider: 'tixngo', label: 'TIXNGO 2' }]);
    await button('Take the link back').click();
    await text('Waits for its credentials', true).waitFor();
  });

  it('are shown to members without what only admins may do', async () => {
    const { team } = stage.worker;
    if (team.workspace) team.workspace = { ...team.workspace, role: 'member' };
    saved();
    await open();
    await button('Ticketing accounts').click();
    await text('Only admins of the team add and change ticketing accounts.').waitFor();
    expect(await button(/^(Add|Replace|Delete|Test)/).count()).toBe(0);
  });

  it('keeps personal data as long as the report says, and asks only where there is some', async () => {
    saved();
    await open();
    await stage.openReport();
    await button(/^Change/).click();
    await button('4 Where').click();
    expect(await page().locator('summary', { hasText: 'Personal data' }).count()).toBe(0);
    await button('3 Which').click();
    await page().getByLabel('E-mail').check();
    await button('4 Where').click();
    await page().locator('summary', { hasText: 'Personal data' }).click();
    await page().getByRole('combobox', { name: 'Personal data' }).selectOption('Empty it some days after the event');
    await page().getByLabel('Days after the event').fill('14');
    await button('Save and run').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('PATCH', /reports/)).toMatchObject([{ retention: { daysAfterEvent: 14 } }]);
  });
});
