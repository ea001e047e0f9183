import { describe, expect, it } from 'vitest';
import { addLink, addList } from '../fake-sharing.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

describe.skipIf(!hasBrowser)('a list for others in the sidebar', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  function report() {
    const { id } = saved();
    stage.worker.changeReport(id, { columns: ['ticketId', 'firstName', 'email', 'downloaded'] });
    return id;
  }

  async function openSharing(): Promise<void> {
    await open();
    await stage.openReport();
    await button('Share this list…').click();
  }

  it('leaves out columns about people unless they are chosen, and shows them in part', async () => {
    report();
    await openSharing();
    await button('Share it with others').click();
    await page().getByRole('textbox', { name: 'Whom it is for' }).fill('Door staff');
    expect(await page().getByLabel('What they see of E-mail').inputValue()).toBe('');
    await page().getByLabel('What they see of First name').selectOption('Initials');
    await page().getByRole('combobox', { name: 'Rows' }).selectOption('Only rows with yes in “Ever downloaded”');
    await button('Save').click();
    await text('3 columns, 1 of them in part; only rows with yes in “Ever downloaded”').waitFor();
    expect(heard('POST', /reports\/[^/]+\/audiences$/)).toEqual([
      {
        name: 'Door staff',
        columns: [
          { id: 'ticketId', mask: 'none' },
          { id: 'firstName', mask: 'initials' },
          { id: 'downloaded', mask: 'none' },
        ],
        consentColumn: 'downloaded',
        destination: null,
      },
    ]);
  });

  it('says it when guests can be seen whole', async () => {
    report();
    await openSharing();
    await button('Share it with others').click();
    await page().getByLabel('What they see of E-mail').selectOption('All of it');
    await text('They will see this of your guests: E-mail.').waitFor();
  });

  it('makes a link whose address is shown once, and takes it back', async () => {
    addList(stage.worker.sharing, report(), { name: 'Door staff', columns: [{ id: 'ticketId', mask: 'none' }] });
    await openSharing();
    await button('Make a link for Door staff').click();
    await page().getByLabel('Name of this link').fill('Gate A');
    await button('Make a link').click();
    await text('it is not shown again').waitFor();
    await text('/s#0b8f2c1e').waitFor();
    await button('Take back Gate A').click();
    await page().getByRole('group').getByRole('button', { name: 'Take back' }).click();
    await text('No link yet.').waitFor();
  });

  it('writes into another spreadsheet only, and says why not this one', async () => {
    const id = report();
    stage.worker.link('another-0123456789');
    await openSharing();
    await button('Share it with others').click();
    await page().getByRole('textbox', { name: 'Whom it is for' }).fill('Sponsor');
    await page()
      .getByRole('radio', { name: /^In another spreadsheet/ })
      .check();
    await text('whoever opens a spreadsheet can read and copy every tab').waitFor();
    const { destination } = stage.worker.state.reports.get(id) ?? {};
    const field = page().getByLabel('Spreadsheet', { exact: true });
    expect(await field.locator(`option[value="${destination?.spreadsheet}"]`).count()).toBe(0);
    await field.selectOption('Gala 2027');
    const sentence = 'The other spreadsheet holds personal columns: a list in part is not put beside them.';
    stage.worker.refuse('POST /v1/reports/:id/audiences', 'invalid-request', sentence);
    await button('Save').click();
    await text(sentence).waitFor();
  });

  it('shows members how many links there are, and leaves making them to admins', async () => {
    const { team, sharing } = stage.worker;
    if (team.workspace) team.workspace = { ...team.workspace, role: 'member' };
    addList(sharing, report(), { name: 'Door staff', columns: [{ id: 'ticketId', mask: 'none' }] });
    await openSharing();
    await text('No link works now. Only admins make and take back links.').waitFor();
    expect(await button(/^Make a link/).count()).toBe(0);
  });

  it('lists every link of the team, the ended ones apart', async () => {
    const { sharing } = stage.worker;
    const list = addList(sharing, report(), { name: 'Door staff' });
    addLink(sharing, list.id, { name: 'Gate A' });
    const { id, ...gone } = addLink(sharing, list.id, { name: 'Gate B' });
    sharing.links.set(id, { ...gone, id, state: 'expired' });
    await open();
    await button('Team & sharing').click();
    await button(/^Shared lists/).click();
    await text('Door staff, from Tickets').first().waitFor();
    await text('Links that ended (1)').waitFor();
    expect(await button('Take back Gate B').count()).toBe(0);
  });

  it('keeps a report from people outside the team', async () => {
    saved();
    await open();
    await stage.openReport();
    await button(/^Change/).click();
    await button('4 Where').click();
    await text('Who may refresh').click();
    await page()
      .getByRole('combobox', { name: 'People who can edit this spreadsheet' })
      .selectOption('See nothing of it in Willcall');
    await button('Save and run').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('PATCH', /reports/)).toMatchObject([{ editors: 'none' }]);
  });
});
