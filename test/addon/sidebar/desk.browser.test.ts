import { describe, expect, it } from 'vitest';
import type { PersonFind } from '../../../shared/erasure.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const FIND: PersonFind = {
  reportId: '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be001',
  report: 'Tickets',
  spreadsheet: '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be002',
  spreadsheetTitle: 'Guest list',
  kind: 'list',
  tab: 'Tickets',
  row: 12,
  key: 't-1',
  person: 'whole',
  columns: [{ id: 'email', title: 'E-mail', value: 'ada@example.org' }],
  beside: [{ title: 'My notes', value: 'Needs ramp' }],
};

describe.skipIf(!hasBrowser)('what is about the whole team in the sidebar', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  async function go(place: RegExp): Promise<void> {
    saved();
    await open();
    await button('Team & sharing').click();
    await button(place).click();
  }

  it('sends somebody e-mails at one click, and tries it', async () => {
    await go(/^Messages/);
    await button('Send me e-mails').click();
    await text('owner@example.org (you)').waitFor();
    await button('Send a test to owner@example.org').click();
    await text('Sent. Look whether it arrived.').waitFor();
    stage.worker.desk.tried = { state: 'failed', error: 'The mail server refused it.' };
    await button('Send a test to owner@example.org').click();
    await text('It could not be sent: The mail server refused it.').waitFor();
    expect(heard('POST', /notice-targets$/)).toEqual([{ kind: 'email', timeZone: 'Europe/Amsterdam' }]);
  });

  it('changes of what somebody is told, and when the summary comes', async () => {
    await go(/^Messages/);
    await button('Send me e-mails').click();
    await button('Change what is sent to owner@example.org').click();
    await page().getByLabel('it works again').uncheck();
    await page().getByLabel('Send one every day').check();
    await page().getByLabel('At', { exact: true }).fill('07:15');
    await page().getByLabel('Of which reports').selectOption('Only reports of this spreadsheet');
    await button('Save').click();
    await text('told of 7 of 8 things · daily summary at 07:15').waitFor();
    expect(heard('PATCH', /notice-targets/)).toMatchObject([{ reports: [expect.any(String)] }]);
  });

  it('adds a chat, and shows once what its messages are signed with', async () => {
    await go(/^Messages/);
    await button('Another address, or a chat').click();
    await page().getByLabel('Where to').selectOption('A chat, such as Slack');
    await page().getByLabel('Address of the chat').fill('https://hooks.example.com/services/T0/B0/x');
    await button('Add', true).click();
    await text('not-a-real-secret').waitFor();
    await text('hooks.example.com').first().waitFor();
    expect(await text('services/T0').count()).toBe(0);
  });

  it('makes a code for a program that is shown once, and takes it back', async () => {
    await go(/^Access for scripts/);
    await button('Make a code').click();
    await button('Make a code').click();
    await text('What it is for is missing.').waitFor();
    await page().getByRole('textbox', { name: 'What it is for' }).fill('Night import');
    await page().getByLabel('Refresh reports').check();
    await button('Make a code').click();
    await text('wck_not-a-real-one').waitFor();
    await text('See reports and their rows, Refresh reports').waitFor();
    await button('Take back the code Night import').click();
    await page().getByRole('group').getByRole('button', { name: 'Take back' }).click();
    await text('Codes that ended (1)').waitFor();
    expect(heard('POST', /keys$/)).toEqual([{ name: 'Night import', scopes: ['read', 'refresh'], expiresInDays: 365 }]);
  });

  it('tells what happened in people’s words, of one kind when asked', async () => {
    const actor = { kind: 'person', id: '1', name: 'ben@example.org' } as const;
    const object = { kind: 'report', id: null };
    stage.worker.desk.entries = [
      { id: '2', at: '2027-04-01T12:00:00Z', actor, action: 'report.ran', object, details: { name: 'Tickets' } },
      { id: '1', at: '2027-04-01T11:00:00Z', actor, action: 'link.opened', object, details: { name: 'Gate A' } },
    ];
    await go(/^What happened/);
    await text('Report refreshed').waitFor();
    await text('Gate A').waitFor();
    await page().getByLabel('Show').selectOption('Links');
    await expect.poll(() => text('Report refreshed').count(), { timeout: 5_000 }).toBe(0);
    await text('Link opened').waitFor();
  });

  it('finds a guest with the notes beside them, and erases the rows that were chosen', async () => {
    const other = { ...FIND, row: 13, key: 't-2' };
    stage.worker.desk.found = { ...stage.worker.desk.found, finds: [FIND, other] };
    await go(/^A guest’s personal data/);
    await page().getByRole('textbox', { name: 'E-mail address' }).fill('ada');
    await button('Look').click();
    await text('This is not a whole e-mail address.').waitFor();
    await page().getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
    await button('Look').click();
    await text('Found in 2 rows.').waitFor();
    await text('My notes: Needs ramp (written by people)').first().waitFor();
    await page().getByLabel('Guest list, tab “Tickets”, row 13').uncheck();
    await button('Erase in 1 row').click();
    await text('This cannot be undone.').waitFor();
    await page().getByRole('group').getByRole('button', { name: 'Erase' }).click();
    await page().getByText('Done', { exact: true }).waitFor();
    await text('3 cells emptied, and 1 note beside them').first().waitFor();
    await text('The version history of the spreadsheet.').first().waitFor();
    expect(heard('POST', /erasures$/)).toEqual([
      { person: { email: 'ada@example.org' }, rows: [{ reportId: FIND.reportId, key: 't-1' }] },
    ]);
  });

  it('shows members no more than people and messages', async () => {
    const { team } = stage.worker;
    if (team.workspace) team.workspace = { ...team.workspace, role: 'member' };
    saved();
    await open();
    await button('Team & sharing').click();
    await button(/^Messages/).waitFor();
    expect(await page().getByRole('navigation').getByRole('button').count()).toBe(2);
  });
});
