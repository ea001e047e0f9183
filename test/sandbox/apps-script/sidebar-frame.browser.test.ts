import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSidebarApp } from '../../../sandbox/playground/sidebar-app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { missingNeeds } from '../../helpers/needs.ts';

const FLAGS = 'allow-same-origin allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** Stands for the editor: keeps every call until the test answers it. */
const EDITOR = (src: string): string => `<iframe sandbox="${FLAGS}" src="${src}"></iframe><script>
  const calls = [];
  addEventListener('message', (event) => calls.push(event.data));
  const answer = (call, rest) => frames[0].postMessage({ ...rest, id: call.id }, '*');
</script>`;

const PAGE = `<form id="form"><input name="guest" value="Ada"><input name="seat" value="1"><input name="seat" value="2"></form>
  <a id="bare" href="https://example.org/">x</a><a id="anchor" href="#form">y</a>`;

describe.skipIf(missingNeeds().includes('chromium'))('a sidebar in its frame', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const servers: ServerType[] = [];
  let page: Page;
  let frame: Frame;
  let path = '';
  let editor = '';

  beforeAll(async () => {
    const listen = (app: Hono): Promise<string> =>
      new Promise((resolve) => {
        const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
          resolve(`http://127.0.0.1:${port}`),
        );
        servers.push(server);
      });
    const sidebars = createSidebarApp(() => editor);
    const origin = await listen(sidebars.app);
    editor = await listen(new Hono().get('/', (context) => context.html(EDITOR(`${origin}${path}`))));
    path = sidebars.keep(PAGE, ['echo', 'list']);
    browser = await openBrowser();
    page = await browser.context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    for (const server of servers) server.close();
  });
  beforeEach(async () => {
    await page.goto(editor);
    const [, child] = page.frames();
    if (!child) throw new Error('no frame');
    frame = child;
    await frame.waitForFunction('window.google');
  });

  const run = (code: string): Promise<unknown> => frame.evaluate(code);
  const calls = async (count: number): Promise<{ id: number; name: string; args: unknown[] }[]> => {
    await page.waitForFunction(`calls.length >= ${count}`);
    return page.evaluate('calls');
  };

  it('has the functions of the script and no other names', async () => {
    expect(await run('Object.keys(google.script.run).sort()')).toEqual([
      'echo',
      'list',
      'withFailureHandler',
      'withSuccessHandler',
      'withUserObject',
    ]);
    await expect(run('google.script.run.secret_()')).rejects.toThrow('google.script.run.secret_ is not a function');
  });

  it('runs ten calls at once; the eleventh waits for one to end', async () => {
    await run('for (let at = 0; at < 12; at += 1) google.script.run.echo(at)');
    expect((await calls(10)).map(({ args }) => args[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await page.evaluate('answer(calls[4], { scriptHost: "done", value: null })');
    expect((await calls(11)).at(-1)?.args).toEqual([10]);
  });

  it('takes a form as the only argument, with what it holds', async () => {
    await run('google.script.run.echo(document.getElementById("form"))');
    expect((await calls(1))[0]?.args).toEqual([{ guest: 'Ada', seat: ['1', '2'] }]);
    await expect(run('google.script.run.echo(1, document.getElementById("form"))')).rejects.toThrow('illegal value');
  });

  it.each([
    'new Date()',
    '() => 1',
    'document.body',
    '{ at: [new Date()] }',
    'new Map()',
    '(() => { const a = []; a.push(a); return a; })()',
  ])('refuses %s at once', async (argument) => {
    await expect(run(`google.script.run.echo(${argument})`)).rejects.toThrow('Failed due to illegal value in property');
    expect(await page.evaluate('calls.length')).toBe(0);
  });

  it('gives results and errors to their handlers with the object of the caller', async () => {
    await run(`window.told = [];
      const run = google.script.run.withUserObject('mine')
        .withSuccessHandler((...told) => window.told.push(told)).withFailureHandler((error, mine) => window.told.push([error.message, mine]));
      run.echo(1); run.list();`);
    await calls(2);
    await page.evaluate('answer(calls[0], { scriptHost: "done", value: 5 })');
    await page.evaluate('answer(calls[1], { scriptHost: "failed", message: "no" })');
    await frame.waitForFunction('window.told.length === 2');
    expect(await run('window.told')).toEqual([
      [5, 'mine'],
      ['no', 'mine'],
    ]);
  });

  it('writes an error nobody handles to the console', async () => {
    const line = page.waitForEvent('console', (message) => message.type() === 'error');
    await run('google.script.run.echo()');
    await calls(1);
    await page.evaluate('answer(calls[0], { scriptHost: "failed", message: "no seat left" })');
    expect((await line).text()).toContain('no seat left');
  });

  it('follows no link that would stay in the frame', async () => {
    const line = page.waitForEvent('console', (message) => message.text().includes('_blank or _top'));
    await frame.click('#bare');
    await line;
    await frame.click('#anchor');
    expect(await run('location.hash')).toBe('#form');
  });

  it('loads nothing active over http from elsewhere', async () => {
    const blocked = run(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI));
      document.head.append(Object.assign(document.createElement('script'), { src: 'http://example.invalid/a.js' }));
    })`);
    expect(await blocked).toBe('http://example.invalid/a.js');
  });
});
