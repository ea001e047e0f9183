import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaults, type Faults } from '../../../sandbox/google/faults.ts';
import { googleSet } from '../../../sandbox/playground/stage/google-set.ts';
import { missingNeeds } from '../../helpers/needs.ts';
import { openPageStage, type PageStage } from './page-stage.ts';

describe.skipIf(missingNeeds().includes('chromium'))('the visitor of the demo', () => {
  let stage: PageStage;
  let page: Page;
  let faults: Faults;
  beforeAll(async () => {
    faults = createFaults();
    stage = await openPageStage({ stage: [googleSet(faults)] });
    ({ page } = stage);
    await stage.sidebar.locator('#out:not(:empty)').waitFor();
  }, 120_000);
  afterAll(() => stage.close());

  const account = () => page.locator('.account-button').innerText();
  const share = async (email: string, role: string) => {
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByLabel('Add people').fill(email);
    await page.getByLabel('As', { exact: true }).selectOption(role);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  };

  it('sees with the eyes of the owner first, then of the colleague, each with a sidebar of their own', async () => {
    expect(await account()).toMatch(/^\s*O\s*Owner\s*owns this spreadsheet/);
    await stage.become('Colleague');
    await expect.poll(account).toMatch(/Colleague\s*may edit/);
    await stage.menu('Extensions', 'Hello');
    await page.getByText('Hello colleague@example.org').waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
  });

  it('is refused as a stranger, and says so as Google does', async () => {
    await stage.become('Stranger');
    await page.getByText('You need access').waitFor();
    await page.getByText('stranger@example.net', { exact: true }).waitFor();
    expect(await page.locator('[data-cell]').count()).toBe(0);
  });

  it('lets the stranger in to look: nothing can be edited then, and the page says why', async () => {
    await page.getByRole('button', { name: 'Switch to owner' }).click();
    await share('stranger@example.net', 'reader');
    await page.getByLabel('Role of stranger@example.net').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await stage.become('Stranger');
    await page.getByText('View only').waitFor();
    await stage.cell('B2').click();
    await page.keyboard.type('x');
    await page.getByRole('alertdialog').getByText('not change it').waitFor();
    await page.getByRole('button', { name: 'OK' }).click();
    expect(await page.getByRole('button', { name: 'Insert', exact: true }).count()).toBe(0);
  });

  it('keeps person and spreadsheet when the page is loaded again', async () => {
    await page.reload();
    await page.getByText('View only').waitFor();
    expect(await account()).toContain('Stranger');
    await stage.become('Owner');
  });

  it('reads the sidebar in another language', async () => {
    await stage.sidebar.locator('html[lang=en]').waitFor();
    await stage.become('Deutsch');
    await stage.sidebar.locator('html[lang=de]').waitFor();
  });

  it('makes a copy, which belongs to whoever makes it, and goes back', async () => {
    await stage.cell('A1').click();
    await page.keyboard.type('Door list\n');
    await stage.menu('File', 'Make a copy');
    await page.getByRole('button', { name: 'Make a copy' }).click();
    await page.getByRole('heading', { name: 'Copy of Spring gala' }).waitFor();
    await stage.cell('A1').getByText('Door list').waitFor();
    await stage.become('Colleague');
    await page.getByText('You need access').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Spring gala', exact: false }).waitFor();
    await stage.become('Owner');
    await stage.menu('File', 'Open');
    await page.getByRole('dialog').getByText('Copy of Spring gala').waitFor();
    await page.keyboard.press('Escape');
  });

  it('starts afresh with a blank spreadsheet', async () => {
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => stage.cell('A1').innerText()).toBe('');
    expect(await page.getByRole('heading', { name: 'Spring gala' }).count()).toBe(1);
  });

  it('lets Google go out of order and heals everything with one click', async () => {
    await page.getByRole('button', { name: 'Stage' }).click();
    await page.getByRole('switch', { name: 'Out of order' }).check();
    await page.locator('.banner-actions').getByText('1 on').waitFor();
    expect(faults.list()).toMatchObject([{ status: 503 }]);
    await page.getByRole('switch', { name: 'Lose one answer' }).check();
    await page.locator('.banner-actions').getByText('2 on').waitFor();
    await page.getByRole('button', { name: 'All off' }).click();
    await page.locator('.banner-actions .stage-on').waitFor({ state: 'detached' });
    expect(faults.list()).toEqual([]);
  });

  it('meets the rules of the organisation and the mess of two accounts', async () => {
    await page.getByRole('tab', { name: 'Sharing rules' }).click();
    await page.getByRole('switch', { name: 'Not outside' }).check();
    await page.getByRole('tab', { name: 'The sidebar' }).click();
    await page.getByRole('switch', { name: 'Two Google accounts Scripts' }).check();
    await page.keyboard.press('Escape');
    await share('friend@example.net', 'writer');
    await page.getByText('does not allow sharing').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    const [frame] = page.frames().filter((one) => one.url().startsWith(stage.fixture.playground.sidebarOrigin));
    const failed = `new Promise((resolve) => google.script.run.withFailureHandler((error) => resolve(error.message)).where())`;
    expect(await frame?.evaluate<string>(failed)).toMatch(/reading from storage\. Error code PERMISSION_DENIED\.$/);
    await page.getByRole('button', { name: 'All off' }).click();
  });
});
