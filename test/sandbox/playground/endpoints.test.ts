import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground } from '../../../sandbox/playground/playground.ts';
import { bestOf, bigTab, change, startFixture, type Fixture } from './fixture.ts';

describe('the playground', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
    change(fixture, bigTab());
  });
  afterAll(() => fixture.close());

  const get = async (path: string, user = 'owner@example.org'): Promise<{ status: number; body: unknown }> => {
    const { url, spreadsheetId } = fixture.playground;
    const mark = path.includes('?') ? '&' : '?';
    const response = await fetch(`${url}${path}${mark}${new URLSearchParams({ user, spreadsheetId }).toString()}`);
    return { status: response.status, body: await response.json() };
  };
  const post = async (path: string, values: object, headers: Record<string, string> = {}): Promise<Response> => {
    const { url, spreadsheetId } = fixture.playground;
    const selection = { sheetId: 77, a1: 'B3' };
    const body = JSON.stringify({ user: 'owner@example.org', spreadsheetId, selection, ...values });
    return fetch(`${url}${path}`, { method: 'POST', headers, body });
  };

  describe('shows a spreadsheet', () => {
    it('with its tabs, people and the role of who looks', async () => {
      const { body } = await get('playground/workbook', 'colleague@example.org');
      expect(body).toMatchObject({
        title: 'Spring gala – guest list',
        role: 'writer',
        people: [
          { email: 'owner@example.org', role: 'owner' },
          { email: 'colleague@example.org', role: 'writer' },
        ],
        tabs: [{}, { sheetId: 77, title: 'Big', rowCount: 100_000, columnCount: 20, frozenRowCount: 1, hidden: false }],
      });
    });

    it('by window: the end of a tab of 100,000 rows answers at once', async () => {
      const path = 'playground/cells?sheetId=77&row=99800&column=0&rows=200&columns=40';
      const { body } = await get(path);
      const read = async (): Promise<number> => {
        const started = performance.now();
        await get(path);
        return performance.now() - started;
      };
      expect(await bestOf(3, read)).toBeLessThan(200);
      expect(body).toHaveProperty('rows.length', 200);
      expect(body).toHaveProperty(['rows', 199, 19], 'the last seat');
    });

    it('with formats once each, formulas, dates and notes', async () => {
      const date = { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } };
      const values = [
        { userEnteredValue: { numberValue: 46292 }, ...date },
        { userEnteredValue: { formulaValue: '=1+2' } },
        { userEnteredValue: { stringValue: '=1+2' }, note: 'stays text' },
        { userEnteredValue: { boolValue: true } },
      ];
      change(fixture, [{ updateCells: { start: { sheetId: 77, rowIndex: 5 }, rows: [{ values }], fields: '*' } }]);
      const { body } = await get('playground/cells?sheetId=77&row=5&column=0&rows=1&columns=5');
      expect(body).toMatchObject({
        styles: [{}, { align: 'right' }, { align: 'center' }],
        rows: [[['2026-09-27', 1], ['3', 1, '=1+2'], ['=1+2', 0, null, 'stays text'], ['TRUE', 2], 'seat']],
      });
      const head = await get('playground/cells?sheetId=77&row=0&column=0&rows=1&columns=1');
      expect(head.body).toMatchObject({ styles: [{}, { bold: true, background: '#ccffff' }], rows: [[['Seat', 1]]] });
    });

    it('to nobody it is not shared with', async () => {
      for (const path of ['playground/workbook', 'playground/cells?sheetId=77&row=0&column=0&rows=1&columns=1']) {
        const { status, body } = await get(path, 'stranger@example.net');
        expect(status).toBe(403);
        expect(body).toMatchObject({ error: expect.stringContaining('not shared with stranger@example.net') });
      }
    });

    it('and tells of changes', async () => {
      const { url, spreadsheetId } = fixture.playground;
      const abort = new AbortController();
      const query = new URLSearchParams({ user: 'owner@example.org', spreadsheetId });
      const response = await fetch(`${url}playground/events?${query.toString()}`, { signal: abort.signal });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const first = await reader?.read();
      change(fixture, [{ updateSheetProperties: { properties: { sheetId: 77, index: 1 }, fields: 'index' } }]);
      const second = await reader?.read();
      abort.abort();
      expect([first?.value, second?.value].map((text) => /event: (\w+)/.exec(text ?? '')?.[1])).toEqual([
        'change',
        'change',
      ]);
      expect(second?.value).not.toBe(first?.value);
    });
  });

  describe('runs the add-on', () => {
    it('and follows it to the tab it brings to the front', async () => {
      const shown = await post('playground/run', { name: 'goTo', args: ['Big'], selection: { sheetId: 1, a1: 'A1' } });
      expect(await shown.json()).toMatchObject({ value: null, activeSheetId: 77 });
    });

    it('as the chosen person, where that person is', async () => {
      const response = await post('playground/run', { name: 'where', args: [] });
      const value = { sheet: 'Big', cell: 'B3', worker: 'http://127.0.0.1:1' };
      expect(await response.json()).toEqual({ value, alerts: [] });
      const hello = await post('playground/choose', { user: 'colleague@example.org', functionName: 'hello' });
      expect(await hello.json()).toMatchObject({ alerts: ['Hello colleague@example.org'] });
    });

    it('with the rights of that person', async () => {
      const share = { name: 'share', args: ['friend@example.org'] };
      const refused = await post('playground/run', { ...share, user: 'stranger@example.net' });
      expect(refused.status).toBe(422);
      expect(await refused.json()).toEqual({ error: 'You do not have permission to access the requested document.' });
      await post('playground/share', { email: 'stranger@example.net', role: 'reader' });
      const viewer = await post('playground/run', { ...share, user: 'stranger@example.net' });
      expect(await viewer.json()).toEqual({ error: 'You do not have permission to perform that action.' });
      await post('playground/share', { email: 'stranger@example.net', role: 'none' });
      expect(fixture.google.files.roleOf(fixture.playground.spreadsheetId, 'friend@example.org')).toBeUndefined();
    });

    it('builds its menu and serves its sidebar from another origin, to be framed by the page only', async () => {
      const { menu } = Object(await (await post('playground/menu', {})).json());
      expect(menu).toMatchObject([
        { caption: 'Open Willcall', functionName: 'openSidebar' },
        null,
        { caption: 'Hello' },
      ]);
      const shown = Object(await (await post('playground/choose', { functionName: 'openSidebar' })).json());
      const { sidebarOrigin, url } = fixture.playground;
      expect(sidebarOrigin).not.toBe(new URL(url).origin);
      const page = await fetch(`${sidebarOrigin}${String(shown.sidebar.path)}`);
      expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${new URL(url).origin}`);
      expect(await page.text()).toContain(`const origin = "${new URL(url).origin}"`);
      expect((await fetch(`${sidebarOrigin}/sidebar/other`)).status).toBe(404);
    });
  });

  describe('refuses', () => {
    it('other web pages', async () => {
      const response = await post('playground/run', { name: 'where', args: [] }, { origin: 'https://example.com' });
      expect(response.status).toBe(403);
    });

    it.each([
      ['playground/cells?sheetId=77&row=0&column=0&rows=5000&columns=1', 'rows'],
      ['playground/cells?sheetId=77&row=-1&column=0&rows=1&columns=1', 'row'],
    ])('%s, naming the field', async (path, field) => {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: expect.stringContaining(`at ${field}`) });
    });

    it('taking the spreadsheet from its owner', async () => {
      const response = await post('playground/share', { email: 'owner@example.org', role: 'none' });
      expect(response.status).toBe(400);
    });

    it('a body that is not JSON', async () => {
      const response = await fetch(`${fixture.playground.url}playground/run`, { method: 'POST', body: '{' });
      expect(await response.json()).toEqual({ error: 'The body of the request is not JSON.' });
    });
  });

  it('finds its demo spreadsheet again, also under another name, and another port when one is taken', async () => {
    const { google, folder } = fixture;
    const { spreadsheetId, url } = fixture.playground;
    const port = Number(new URL(url).port);
    const options = { google, workerUrl: 'http://127.0.0.1:1', addonDir: folder, dataDir: folder, port };
    const second = await startPlayground(options);
    expect([second.spreadsheetId, second.url === url]).toEqual([spreadsheetId, false]);
    await second.close();
    google.files.rename(spreadsheetId, 'Winter gala');
    const third = await startPlayground(options);
    expect(third.spreadsheetId).toBe(spreadsheetId);
    await third.close();
  });
});
