import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../../shared/catalogue.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';
import { SHEET } from '../sidebar-look.ts';

describe.skipIf(!hasBrowser)('the form of a report', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;
  const next = () => button('Next').click();
  const step = (name: string) => page().getByRole('heading', { name });
  const present = () => page().locator('[aria-current=step]').innerText();
  const focused = () => page().locator(':focus');

  /** A new report at its second step; with several accounts at its first. */
  async function begin(...accounts: [label: string, provider?: ProviderId][]): Promise<void> {
    stage.worker.link(SHEET);
    if (accounts.length === 0) stage.worker.addAccount();
    for (const account of accounts) stage.worker.addAccount(...account);
    await open();
    await button('New report').first().click();
  }

  async function fillWhat(): Promise<void> {
    await page().getByLabel('App ID').fill('demo-app');
    await page().getByLabel('Event', { exact: true }).fill('spring-gala-2027');
  }

  /** The form of the report that is saved. */
  async function edit(): Promise<void> {
    saved();
    await open();
    await stage.openReport();
    await button(/^Change/).click();
  }

  it('takes the only account by itself, and says where one is', async () => {
    await begin();
    await text('2 of 4').waitFor();
    expect(await present()).toBe('What');
    await text('From TIXNGO').waitFor();
    await button('1 Account').click();
    expect(await page().getByRole('radio', { name: 'TIXNGO' }).isChecked()).toBe(true);
  });

  it('asks for the account when there are several', async () => {
    await begin(['Town theatre'], ['Main hall', 'ticket-tailor']);
    await text('1 of 4').waitFor();
    await page().getByLabel('Main hall').check();
    await next();
    await text('From Main hall').waitFor();
  });

  it('goes on with an account that is added on the way, and has it chosen', async () => {
    await begin();
    await button('1 Account').click();
    await button('+ Add an account').click();
    await page().getByLabel('Ticketing system').selectOption('Ticket Tailor');
    expect(await page().getByLabel('Name for this account').inputValue()).toBe('Ticket Tailor');
    await page().getByLabel('API key').fill('not-a-real-one');
    await button('Test and save').click();
    await text('From Ticket Tailor').waitFor();
  });

  it('closes a step only when it is sound, and looks at that step alone', async () => {
    await begin();
    await next();
    await text('App ID is missing.').waitFor();
    expect(await present()).toBe('What');
    expect(await focused().getAttribute('id')).toBe(await page().getByLabel('App ID').getAttribute('id'));
    await fillWhat();
    await next();
    await expect.poll(() => focused().innerText()).toContain('Which rows and columns');
    await button('None', true).click();
    await next();
    await text('Choose at least one column.').waitFor();
    await button('2 What').click();
    await step('What to bring in').waitFor();
    await button('3 Which, to correct').waitFor();
  });

  it('loses nothing that was typed on the way back', async () => {
    await begin();
    await page().getByLabel('App ID').fill('demo-app');
    await next();
    await button('Choose filters').click();
    await page().getByLabel('Text', { exact: true }).fill('VIP');
    await next();
    await page().getByLabel('Name of the tab').fill('Guests of honour');
    await button('Back', true).click();
    await button('Back', true).click();
    await button('Take out demo-app').waitFor();
    await button('4 Where').click();
    expect(await page().getByLabel('Name of the tab').inputValue()).toBe('Guests of honour');
    await button('Run').click();
    await expect
      .poll(() => heard('POST', /reports$/))
      .toMatchObject([{ name: 'Guests of honour', filters: { text: 'VIP' } }]);
  });

  it('goes on with Enter, which never runs a report by accident', async () => {
    await begin();
    await page().getByLabel('App ID').fill('demo-app');
    await page().keyboard.press('Enter');
    await step('Which rows and columns').waitFor();
    await button('4 Where').click();
    await page().getByLabel('Name of the tab').press('Enter');
    await expect.poll(() => focused().innerText()).toBe('Run');
    expect(heard('POST', /reports$/)).toEqual([]);
    await page().keyboard.press('Enter');
    await expect.poll(() => heard('POST', /reports$/).length).toBe(1);
  });

  it('reads the first rows and looks at the tab by itself, anew only when something changed', async () => {
    await begin();
    await fillWhat();
    await next();
    await next();
    await text('The first 20 rows').waitFor();
    await text('About 12,792 rows').waitFor();
    await page().getByLabel('Exact copy').check();
    await expect.poll(() => heard('POST', /preflight$/).length).toBe(2);
    expect(heard('POST', /preview$/)).toHaveLength(1);
    await button('Back', true).click();
    await page().getByLabel('Barcode').check();
    await next();
    await expect.poll(() => heard('POST', /preview$/).length).toBe(2);
    await expect.poll(() => page().getByRole('columnheader', { name: 'Barcode' }).count()).toBe(1);
  });

  it('runs without waiting for the preview', async () => {
    await begin();
    await fillWhat();
    await next();
    stage.worker.state.delayMs = 150;
    await next();
    await button('Run').click();
    await expect.poll(() => heard('POST', /reports$/).length).toBe(1);
  });

  it('offers the same again when the first rows could not be read', async () => {
    stage.worker.refuse('POST /v1/reports/preview', 'provider-unavailable', 'GET /x: timeout');
    await begin();
    await fillWhat();
    await next();
    await next();
    await page().getByRole('alert').first().waitFor();
    stage.worker.state.refusals.clear();
    await button('Try again').click();
    await page().getByRole('table').waitFor();
  });

  it('keeps what was chosen when a colleague was quicker, and puts it in place the next time', async () => {
    await edit();
    await button('3 Which').click();
    await page().getByLabel('Seat').check();
    const [report] = [...stage.worker.state.reports.values()];
    stage.worker.changeReport(report?.id ?? '', { version: 7 });
    stage.worker.refuse('PATCH /v1/reports/:id', 'conflict', 'Somebody changed this.');
    await button('Save and run').click();
    await text('A colleague changed this report meanwhile.').waitFor();
    expect(await page().getByLabel('Seat').isChecked()).toBe(true);
    stage.worker.state.refusals.delete('PATCH /v1/reports/:id');
    await button('Save and run').click();
    await text('Waiting for its turn').waitFor();
    expect([...stage.worker.state.reports.values()][0]?.columns).toContain('seat');
  });

  it('lets a saved report be changed at any step, and saved from there', async () => {
    await edit();
    await button('4 Where').click();
    await step('Where it goes').waitFor();
    await button('3 Which').click();
    await page().getByLabel('Seat').check();
    await button('Save and run').click();
    await expect.poll(() => heard('PATCH', /reports/)).toMatchObject([{ columns: ['ticketId', 'seat'] }]);
  });

  it('goes to the step that has something to correct when it is saved from another', async () => {
    await edit();
    await button('4 Where').click();
    await page().getByLabel('Name of the tab').fill('');
    await button('2 What').click();
    await button('Save and run').click();
    await text('Name of the tab is missing.').waitFor();
    expect(await present()).toBe('Where');
    expect(heard('PATCH', /reports/)).toEqual([]);
  });

  it('begins as a copy of another report, for a tab of its own', async () => {
    saved();
    await open();
    await stage.openReport();
    await button(/^Duplicate/).click();
    await text('Duplicate report').waitFor();
    await button('4 Where').click();
    expect(await page().getByLabel('Name of the tab').inputValue()).toBe('Tickets 2');
    await button('Run').click();
    await expect
      .poll(() => heard('POST', /reports$/))
      .toMatchObject([{ name: 'Tickets 2', sources: [{ scope: { appId: 'demo-app', eventId: 'spring-gala-2027' } }] }]);
  });

  it('takes the column somebody has selected in the spreadsheet', async () => {
    stage.worker.link(SHEET);
    stage.worker.addAccount('Main hall', 'ticket-tailor');
    await open({ selectedColumn: { tab: 'Guests', letters: 'C', header: 'Code' } });
    await button('New report').first().click();
    await text('Only those in a column of this spreadsheet').click();
    await page().getByLabel('Which ones').selectOption('barcode');
    await button('Use the selected column').click();
    await expect.poll(() => page().getByLabel('Header of the column').inputValue()).toBe('Code');
    expect(await page().getByLabel('Tab that has the column').inputValue()).toBe('Guests');
  });
});

describe.skipIf(!hasBrowser)('a list to begin with', () => {
  const stage = sidebarStage();
  const { button, text, page, open, heard } = stage;

  async function begin(): Promise<void> {
    stage.worker.link(SHEET);
    stage.worker.addAccount();
    await open();
    await button('New report').first().click();
  }

  it('fills in columns, filters, way to be written and name, and says what it does not have', async () => {
    await begin();
    await button('Door list').click();
    await text('TIXNGO does not tell: ticket type.').waitFor();
    await page().getByLabel('App ID').fill('demo-app');
    await button('Next').click();
    await text('Status', true).first().waitFor();
    await button('Next').click();
    await button('Run').click();
    await expect
      .poll(() => heard('POST', /reports$/))
      .toMatchObject([
        {
          name: 'Door list',
          columns: ['ownerLastName', 'seat', 'status', 'checkedIn', 'eventName'],
          filters: { status: ['valid', 'reserved', 'incomplete', 'pending transfer'] },
          writeMode: 'sync',
          retention: { daysAfterEvent: 7 },
        },
      ]);
  });

  it('is not offered where nothing comes of it', async () => {
    await begin();
    await text('Not possible with TIXNGO: Orders for accounting').waitFor();
    expect(await button('Marketing opt-ins').count()).toBe(0);
  });

  it('is left with another click, and by another kind of rows', async () => {
    await begin();
    await button('Door list').click();
    expect(await button('Door list').getAttribute('aria-pressed')).toBe('true');
    await button('Door list').click();
    expect(await button('Door list').getAttribute('aria-pressed')).toBe('false');
    await page().getByLabel('App ID').fill('demo-app');
    await button('Next').click();
    await text('None: every row comes in').waitFor();
  });
});
