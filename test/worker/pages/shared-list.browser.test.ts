import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/columns.ts';
import type { MaskedList } from '../../../worker/audiences/shared-lists.ts';
import { Failure } from '../../../worker/failure.ts';
import { listen, type Listening } from '../../../worker/listen.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { missingNeeds } from '../../helpers/needs.ts';
import { createWorld, type World } from '../routes/world.ts';

/** Set to a folder: its pictures are left there, for the documents. */
const PICTURES = process.env['PICTURES'];
const PHONE = { width: 390, height: 844 };
const ROWS = 20_000;

const column = (id: string, title: string, type: Column['type'] = 'text'): Column => ({
  id,
  title,
  type,
  personal: 'none',
  description: '',
  standard: true,
});
const COLUMNS = [
  column('ownerFirstName', 'First name'),
  column('ownerLastName', 'Last name (initials)'),
  column('status', 'Status'),
  column('ticketType', 'Ticket type'),
  column('entrance', 'Gate'),
  column('seatRow', 'Row'),
  column('seat', 'Seat'),
  column('orderId', 'Order'),
  column('barcode', 'Barcode (last 4)'),
  column('checkedIn', 'Checked in', 'boolean'),
  column('checkedInAt', 'Checked in at', 'date-time'),
];
const FIRST = ['Zoë', 'Anna', 'Jürgen', 'Siobhán', 'Mehmet', 'Łukasz', 'Chiara', 'Noor', 'José', 'Ingrid'];
const TYPES = ['Early bird', 'Regular', 'VIP lounge', 'Crew'];

/** Invented people, whole names nowhere. */
function guest(index: number) {
  const isIn = index % 3 === 0;
  return [
    FIRST[index % FIRST.length] ?? '',
    `${String.fromCharCode(65 + (index % 26))}.`,
    index % 97 === 5 ? 'cancelled' : 'valid',
    TYPES[index % 7 === 0 ? 2 : index % 2] ?? '',
    `Gate ${(index % 3) + 1}`,
    String((index % 40) + 1),
    String((index % 60) + 1),
    `R-${100_000 + index}`,
    `•••• ${String(index % 10_000).padStart(4, '0')}`,
    isIn,
    isIn ? `2027-05-01 ${String(9 + (index % 3)).padStart(2, '0')}:41` : null,
  ];
}

describe.skipIf(missingNeeds().includes('chromium'))('the page of a share link, on a phone', () => {
  let world: World;
  let api: Listening;
  let browser: { context: BrowserContext; close(): Promise<void> };
  let page: Page;
  let address: string;
  let linkId: string;
  const troubles: string[] = [];
  const lists: { now: MaskedList | Failure } = {
    now: { columns: COLUMNS, rows: Array.from({ length: ROWS }, (_, index) => guest(index)), tag: 'one' },
  };

  const state = () => page.locator('#state');
  const rows = () => page.locator('#rows > li');
  const search = (text: string) => page.locator('#search').fill(text);
  const picture = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };
  /** As if the network came back. */
  const look = () => page.evaluate("void dispatchEvent(new Event('online'))");

  beforeAll(async () => {
    const read = async () => {
      if (lists.now instanceof Failure) throw lists.now;
      return lists.now;
    };
    [world, browser] = await Promise.all([
      createWorld({ sharedLists: { read, forget: () => undefined } }),
      openBrowser(),
    ]);
    api = await listen(world.app, '127.0.0.1', 0);
    const report = await world.report('ana', await world.connect('ana'), await world.link('ana'));
    const made = await world.json('ana', 'POST', `/v1/reports/${report}/audiences`, { name: 'Spring gala, door' });
    const path = `/v1/audiences/${String(made.answer['id'])}/links`;
    const { answer } = await world.json('ana', 'POST', path, { name: 'Main gate' });
    const [, secret = ''] = String(answer['address']).split('#');
    linkId = secret.split('.')[0] ?? '';
    address = `http://127.0.0.1:${api.port}/s#${secret}`;
    const at = new Date(world.clock.now.getTime() - 2 * 60_000);
    await world.db.updateTable('reports').set({ generation: 1, published_at: at }).execute();
    page = await browser.context.newPage();
    await page.setViewportSize(PHONE);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(address);
    await rows().first().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
    await world.close();
  });

  it('says as of when, how many are in, and has room for a thumb', async () => {
    expect(await state().innerText()).toMatch(/^as of \d\d:\d\d, 2 min ago\.$/);
    expect(await page.locator('#counters .whole').innerText()).toMatch(/^6,\d{3} of 19,\d{3}\s+are in$/);
    expect(await page.locator('#search').getAttribute('placeholder')).toBe('Name, order, barcode');
    const heights = await page
      .locator('button:visible, #search')
      .evaluateAll((all) => all.map((one) => one.clientHeight));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(42);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(PHONE.width);
    await picture('door-list');
  });

  it('counts by ticket type and gate', async () => {
    await page.locator('#counters summary').click();
    expect(await page.locator('#counters caption').allInnerTexts()).toEqual(['Ticket type', 'Gate']);
    expect(await page.locator('#counters tbody tr, #counters tr').count()).toBe(6);
    await picture('counters');
    await page.locator('#counters summary').click();
  });

  it('filters 20,000 rows while one types: by name without accents, order, and what is left of a barcode', async () => {
    for (const [query, found] of [
      ['zoe', 2000],
      ['jurgen', 2000],
      ['R-100123', 1],
      ['r100123', 1],
      ['4711', 2],
      ['siobhan vip', 285],
      ['nobody at all', 0],
    ] as const) {
      await search(query);
      expect([query, await page.locator('#found').innerText()]).toEqual([
        query,
        `${found.toLocaleString('en-US')} of 20,000`,
      ]);
    }
    expect(await page.locator('#nothing').innerText()).toContain('Nothing found for “nobody at all”');
    await picture('nothing');
    await search('zoe 100010');
    await picture('found');
    const ms = await page.evaluate(`(() => {
      const input = document.querySelector('input');
      const begun = performance.now();
      for (const text of ['a', 'an', 'ann', 'anna', 'anna 1', 'anna 12']) {
        input.value = text;
        input.dispatchEvent(new Event('input'));
      }
      return (performance.now() - begun) / 6;
    })()`);
    expect(ms).toBeLessThan(150);
  });

  it('says of each whether they may come in, and shows all of one that is tapped', async () => {
    await search('100102');
    expect(await page.locator('.badge').innerText()).toBe('✕ cancelled');
    await search('100003');
    expect(await page.locator('.badge').innerText()).toBe('in since 09:41');
    await search('100001');
    expect(await page.locator('.badge').innerText()).toBe('✓ valid');
    await page.locator('#rows summary').click();
    expect(await page.locator('#rows dd').allInnerTexts()).toContain('R-100001');
    await picture('one');
    await page.locator('#clear').click();
    expect(await page.locator('#search').inputValue()).toBe('');
    expect(await rows().count()).toBe(50);
  });

  it('keeps the list when the net drops, says how old it is, and goes on by itself', async () => {
    await browser.context.setOffline(true);
    await look();
    await expect.poll(() => state().innerText()).toMatch(/^No network\. Shown: as of \d\d:\d\d, \d min ago\.$/);
    await search('anna');
    expect(await rows().count()).toBe(50);
    await picture('no-network');
    lists.now = new Failure('spreadsheet-not-shared', 'Share it with the writer.');
    await browser.context.setOffline(false);
    await look();
    await expect.poll(() => state().innerText()).toContain('The list cannot be read at the moment.');
    expect(await page.locator('body').innerText()).not.toContain('writer');
    lists.now = { columns: COLUMNS, rows: [guest(1)], tag: 'two' };
    await look();
    await expect.poll(() => page.locator('#found').innerText()).toBe('1 of 1');
    expect(await state().innerText()).toMatch(/^as of/);
  });

  it('turns red when two refreshes that were due did not come', async () => {
    const late = new Date(world.clock.now.getTime() - 60_000);
    const report = await world.db.selectFrom('reports').select(['id', 'workspace_id']).executeTakeFirstOrThrow();
    await world.db
      .insertInto('schedules')
      .values({
        report_id: report.id,
        workspace_id: report.workspace_id,
        timing: JSON.stringify({ kind: 'every', minutes: 5 }),
        time_zone: 'Europe/Zurich',
        created_by: 'ana',
        late_from: late,
      })
      .execute();
    await look();
    await expect.poll(() => state().getAttribute('data-kind')).toBe('red');
    expect(await state().innerText()).toMatch(/^Not refreshed as planned: as of/);
    await picture('red');
  });

  it('takes what a guest is called for text, and leaves no formula in a download', async () => {
    const name = '=HYPERLINK("http://evil.example")<img src=x onerror=alert(1)>';
    lists.now = { columns: COLUMNS, rows: [[name, ...guest(1).slice(1)]], tag: 'three' };
    await page.locator('#clear').click();
    await look();
    await expect.poll(() => page.locator('.who').innerText()).toContain(name);
    expect(await page.locator('#rows img').count()).toBe(0);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    const csv = Buffer.concat(chunks).toString();
    expect(csv.split('\r\n')[1]).toMatch(/^"'=HYPERLINK\(""http/);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });

  it('shows nothing any more once the link is revoked', async () => {
    expect((await world.ask('ana', 'DELETE', `/v1/links/${linkId}`)).status).toBe(200);
    await look();
    await expect.poll(() => state().innerText()).toContain('This link was closed.');
    expect([await rows().count(), await page.locator('#form').isVisible()]).toEqual([0, false]);
    await picture('closed');
    expect(troubles.filter((text) => !/ERR_INTERNET_DISCONNECTED|status of (404|503)/.test(text))).toEqual([]);
  });
});
