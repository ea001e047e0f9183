import { describe, expect, it } from 'vitest';
import { addMember } from '../fake-team.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const SOME_ID = '0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be001';

describe.skipIf(!hasBrowser)('a team in the sidebar', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  async function openPeople(): Promise<void> {
    saved();
    await open();
    await button('Team & sharing').click();
    await button(/^People/).click();
    await text('owner@example.org').first().waitFor();
  }

  it('takes in a colleague by invitation, and gives the text to forward', async () => {
    await openPeople();
    await page().getByLabel('E-mail address').fill('Anna@Example.org ');
    await button('Invite').click();
    await text('anna@example.org is invited.').waitFor();
    await text('invites you to the team “Gala Crew”').last().waitFor();
    expect(heard('POST', /invitations$/)).toEqual([{ email: 'anna@example.org', role: 'member' }]);
    await button('Take back the invitation of anna@example.org').click();
    await expect.poll(() => stage.worker.team.invitations.size, { timeout: 5_000 }).toBe(0);
  });

  it('names an address that is none, and sends nothing', async () => {
    await openPeople();
    await page().getByLabel('E-mail address').fill('anna');
    await button('Invite').click();
    await text('Type a whole e-mail address.').waitFor();
    expect(heard('POST', /invitations$/)).toEqual([]);
  });

  it('says what stays behind of somebody who is removed, and puts it under another name', async () => {
    addMember(stage.worker.team, 'ben@example.org');
    stage.worker.team.removal = {
      belongings: [{ kind: 'key', id: 'k1', name: 'Night import' }],
      spreadsheets: [{ id: SOME_ID, title: 'Guest list' }],
      schedules: 2,
      advice: ['Enter new credentials for the ticketing account “Main hall”: ben@example.org may know it.'],
    };
    await openPeople();
    await button('Remove ben@example.org').click();
    await text('What is open in their browser ends at once.').waitFor();
    await page().getByRole('group').getByRole('button', { name: 'Remove' }).click();
    await text('ben@example.org is no longer in the team.').waitFor();
    await text('2 reports go on being refreshed by themselves.').waitFor();
    await text('Access code for a script: Night import').waitFor();
    await text('is decided in Google’s Share dialog').waitFor();
    await button('Put what ben@example.org made under my name').first().click();
    await text('1 thing is under your name now.').waitFor();
    expect(await button('Remove ben@example.org').count()).toBe(0);
    await text('No longer in the team (1)').waitFor();
  });

  it('offers the only admin no way to stop being one', async () => {
    await openPeople();
    expect(await button(/^Make/).count()).toBe(0);
  });

  it('tells in whose hands it is when the last admin cannot go', async () => {
    addMember(stage.worker.team, 'ben@example.org', 'admin');
    await openPeople();
    const sentence = 'You are the only admin. Make somebody else an admin first.';
    stage.worker.refuse('PATCH /v1/members/:id', 'conflict', sentence);
    await button('Make member: owner@example.org').click();
    await text(sentence).waitFor();
  });

  it('shows members who can do what they may not, and none of the buttons', async () => {
    const { team } = stage.worker;
    if (team.workspace) team.workspace = { ...team.workspace, role: 'member' };
    await openPeople();
    await text('Only admins can change this. Ask one of them: owner@example.org').waitFor();
    expect(await button(/^(Invite|Remove|Make|Delete)/).count()).toBe(0);
  });

  it('joins a team by an invitation that waits', async () => {
    const { team } = stage.worker;
    team.workspace = null;
    team.offered = [
      {
        id: SOME_ID,
        workspaceName: 'Gala Crew',
        role: 'member',
        invitedBy: 'anna@example.org',
        expiresAt: '2027-03-15T09:00:00.000Z',
      },
    ];
    saved();
    await open();
    await text('anna@example.org invites you to the team “Gala Crew”.').waitFor();
    await button('Join Gala Crew').click();
    await expect.poll(() => text('invites you').count(), { timeout: 5_000 }).toBe(0);
    expect(team.workspace).toMatchObject({ name: 'Gala Crew', role: 'member' });
  });

  it('deletes the team only when its name is typed, and gives a receipt', async () => {
    await openPeople();
    await button('Delete the team').click();
    await button('Delete for ever').click({ force: true });
    expect(heard('DELETE', /workspace$/)).toEqual([]);
    await page().getByRole('textbox', { name: 'Name of the team' }).fill('Gala Crew');
    await button('Delete for ever').click();
    await text('Reports: 3').waitFor();
    await text('Tabs and their rows stay in the spreadsheets.').last().waitFor();
  });
});
