import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../../shared/api.ts';
import { KeyLink } from '../../shared/linking.ts';
import { openBrowser } from '../helpers/browser.ts';
import { missingNeeds } from '../helpers/needs.ts';
import { openHouse, type House } from './house.ts';

/** Set to a folder: pictures are left there, for the documents. */
const PICTURES = process.env['PICTURES'];
const PHONE = { width: 360, height: 740 };

describe.skipIf(missingNeeds().includes('chromium'))('the owner of a key, with a phone and without an account', () => {
  let house: House;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('sees what is asked for, is told of a wrong key, and hands over the right one once', async () => {
    const made = await house.call('POST', '/v1/connections', Connection, { provider: 'tixngo', label: 'Main hall' });
    const link = await house.call('POST', `/v1/connections/${made.id}/ask`, KeyLink);
    expect(new URL(link.address).origin).toBe('https://willcall.example.org');
    const address = house.url + link.address.slice('https://willcall.example.org'.length);
    const page = await browser.context.newPage();
    await page.setViewportSize(PHONE);
    const asked: string[] = [];
    const problems: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    await page.goto(address);
    await page.getByRole('heading', { name: 'TIXNGO: key for “Main hall”' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/enter-key.png`, fullPage: true });
    const { email, apiKey } = house.sandbox.providers.tixngo.credentials;
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('API key', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Check and hand over' }).click();
    await page.getByRole('alert').getByText('TIXNGO does not accept the credentials').waitFor();
    expect(await house.call('GET', `/v1/connections/${made.id}`, Connection)).toMatchObject({ waitsForKey: true });
    await page.getByLabel('API key', { exact: true }).fill(apiKey);
    await page.getByRole('button', { name: 'Check and hand over' }).click();
    await page.getByRole('heading', { name: 'Thank you: the key works' }).waitFor();
    expect(page.url()).not.toContain('#');
    expect(await house.call('GET', `/v1/connections/${made.id}`, Connection)).toMatchObject({ waitsForKey: false });
    await page.goto(address);
    await page.getByRole('heading', { name: 'This link cannot be opened' }).waitFor();
    const origin = new URL(address).origin;
    const [, secret = ''] = address.split('#');
    expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
    expect(asked.map((url) => url.split('#')[0]).join()).not.toContain(secret);
    expect(house.lines.join()).not.toContain(secret);
    // the answers that refuse are all a browser may complain about
    expect(problems.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
