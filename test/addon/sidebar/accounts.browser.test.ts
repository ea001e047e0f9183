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

  it('name the reports that use them, which is the way there', async () => {
    saved();
    await open();
    await button('Ticketing accounts').click();
    await button('Tickets', true).click();
    await page().getByRole('heading', { name: 'Tickets' }).waitFor();
  });

  it('say which reports go with them before they are deleted', async () => {
    const { sources } = saved();
    stage.worker.addReport({ name: 'Elsewhere', sources, dataset: 'tickets', columns: [], destination: null });

    await open();
    await button('Ticketing accounts').click();
    await text('1 report in other spreadsheets').waitFor();
    await button('Delete TIXNGO').click();
    await text('Delete this account and the 2 reports that use it?').waitFor();
    expect(await page().getByRole('group').getByRole('listitem').allInnerTexts()).toEqual([
      'Tickets',
      '1 report in other spreadsheets',
    ]);
    await button('Keep').click();
    await button('Delete TIXNGO').waitFor();
  });

  it('stay as they are when what is to replace their credentials is refused', async () => {
    stage.worker.refuse('PATCH /v1/connections/:id', 'provider-auth', 'TIXNGO refused the key.');
    saved();
    await open();
    await button('Ticketing accounts').click();
    await button('Replace the credentials of TIXNGO').click();
    await button('Test and save').click();
    await text('E-mail address is missing.').waitFor();
    await page().getByLabel('E-mail address').fill('box-office@example.org');
    await page().getByLabel('API key').fill('wrong');
    await button('Test and save').click();
    await text('The account is as it was.').waitFor();
    expect(heard('PATCH', /connections/)).toMatchObject([{ tried: true, credentials: { apiKey: 'wrong' } }]);
    await button('Cancel').click();
    await button('Test TIXNGO').waitFor();
  });

  it('are tested on demand', async () => {
    saved();
    await open();
    await button('Ticketing accounts').click();
    await button('Test TIXNGO').click();
    await text('It works.').waitFor();
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
