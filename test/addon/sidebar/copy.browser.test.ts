import { describe, expect, it } from 'vitest';
import type { SpreadsheetCopy } from '../../../shared/copies.ts';
import { makeCopy, sixLists } from '../fake-copies.ts';
import { askSpreadsheet } from '../fake-worker-state.ts';
import { SHEET } from '../sidebar-look.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

const OFFER = 'Set up the same 6 reports here';

describe.skipIf(!hasBrowser)('a copied spreadsheet in the sidebar', () => {
  const stage = sidebarStage();
  const { button, text, page, open, heard } = stage;

  async function copied(change: Partial<SpreadsheetCopy> = {}, isLinked = true): Promise<void> {
    const { worker } = stage;
    const account = worker.addAccount('Town hall', 'ticket-tailor');
    const { id } = isLinked ? worker.link(SHEET) : askSpreadsheet(worker.state, SHEET);
    makeCopy(worker.state, id, { ...sixLists(account.id), ...change });
    await open();
  }
  const choose = async (label: string, typed: string, option: RegExp): Promise<void> => {
    await page().getByLabel(label, { exact: true }).fill(typed);
    await page().getByRole('option', { name: option }).click();
  };

  it('says what it is a copy of, and which tabs are not refreshed', async () => {
    await copied();
    await text('This is a copy of “Spring gala 2026”.').waitFor();
    await text('6 reports came along. Until you set them up here, nothing refreshes them.').waitFor();
    expect(await page().locator('.copied-tabs li').allInnerTexts()).toContain('VIP table\nCopy, not refreshed');
    await button('Not now').click();
    await text('6 tabs: copy, not refreshed').click();
    await button(OFFER).waitFor();
  });

  it('sets up the same reports with one choice for each old event, and begins their refreshes', async () => {
    await copied();
    await button(OFFER).click();
    await page().getByRole('heading', { name: 'A copy of “Spring gala 2026”' }).waitFor();
    await choose('Instead of Spring Gala 2026', 'matinee', /Spring Gala, matinee/);
    await button('The same again: old_matinee').click();
    await text('Refreshed every day, ready by 08:00 (Europe/Zurich): that stays.').waitFor();
    await button(OFFER).click();
    await button('Open Door list').waitFor();
    const [sent] = heard('POST', /\/copy$/);
    expect(sent).toMatchObject({
      events: [
        { field: 'eventId', id: 'old_gala', to: 'ev_3' },
        { field: 'eventId', id: 'old_matinee', to: 'old_matinee' },
      ],
    });
    await expect.poll(() => heard('POST', /\/runs$/).length).toBe(6);
    expect(await text('This is a copy').count()).toBe(0);
  });

  it('asks for no event of reports that are left out, and says what is missing', async () => {
    await copied();
    await button(OFFER).click();
    for (const name of [/^Check-in/, /^Opt-ins/]) await page().getByLabel(name).uncheck();
    expect(await page().getByLabel('Instead of old_matinee').count()).toBe(0);
    await button('Set up the same 4 reports here').click();
    await text('Choose the new event, or the same again.').waitFor();
    expect(heard('POST', /\/copy$/)).toEqual([]);
    await button('The same again: Spring Gala 2026').click();
    await button('Set up the same 4 reports here').click();
    await button('Open Volunteers').waitFor();
    expect(heard('POST', /\/copy$/)).toMatchObject([{ lists: { length: 4 }, events: { length: 1 } }]);
  });

  it('is softer where only the rows tell, and where nobody knows the other spreadsheet any more', async () => {
    await copied({ by: 'keys', title: null });
    await text('This looks like a copy of another spreadsheet.').waitFor();
  });

  it('goes from linking right to it', async () => {
    await copied({}, false);
    await button('Link this spreadsheet').click();
    await page().getByRole('heading', { name: 'A copy of “Spring gala 2026”' }).waitFor();
    await button('Not now').click();
    await text('6 tabs: copy, not refreshed').waitFor();
  });

  it('shows why it could not be set up, and nothing is begun', async () => {
    await copied();
    stage.worker.refuse(
      'POST /v1/spreadsheets/:id/copy',
      'conflict',
      'It is set up here already: somebody was quicker.',
    );
    await button(OFFER).click();
    await button('The same again: Spring Gala 2026').click();
    await button('The same again: old_matinee').click();
    await button(OFFER).click();
    await page().getByRole('alert').waitFor();
    expect(heard('POST', /\/runs$/)).toEqual([]);
  });

  it('fits into the sidebar without scrolling sideways', async () => {
    await copied();
    const width = () => page().evaluate('document.documentElement.scrollWidth');
    await button(OFFER).waitFor();
    expect(await width()).toBeLessThanOrEqual(300);
    await button(OFFER).click();
    await page().getByLabel('Instead of old_matinee').waitFor();
    expect(await width()).toBeLessThanOrEqual(300);
  });
});
