import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

/** How far away the worker is and how slow the machine: round trip in milliseconds, times slower than this one. */
export type Circumstances = { readonly roundTripMs: number; readonly slower: number };

/** One opening of the sidebar: until somebody can click, in milliseconds, and what went over the network for it. */
export type Opening = { readonly usableMs: number; readonly scriptCalls: number; readonly workerCalls: number };

export type SidebarBench = {
  /** Opens the sidebar anew so many times. */
  open(circumstances: Circumstances, times: number): Promise<Opening[]>;
  close(): Promise<void>;
};

/** Bytes of the sidebar's page as it is and as it travels. */
export function sizeOfSidebar(): { readonly bytes: number; readonly packed: number } {
  const page = readFileSync('dist/addon/Sidebar.html');
  return { bytes: page.length, packed: gzipSync(page).length };
}

/** A rehearsal of its own with a linked spreadsheet, and a browser in front of it. */
export async function openSidebarBench(chromiumPath: string): Promise<SidebarBench> {
  const dir = mkdtempSync(join(tmpdir(), 'willcall-bench-'));
  const rehearsal = await startRehearsal(dir);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  await page.goto(rehearsal.url);
  const sidebar = page.frameLocator('.sidebar iframe');
  await sidebar.getByRole('button', { name: 'Link this spreadsheet' }).click();
  await sidebar.getByRole('heading', { name: 'New report' }).waitFor();
  return {
    async open(circumstances, times) {
      const session = await slowed(page, circumstances);
      const openings: Opening[] = [];
      for (let time = 0; time < times; time += 1) openings.push(await openOnce(page, circumstances));
      await session.detach();
      return openings;
    },
    close: async () => await closeAll(browser, rehearsal.process, dir),
  };
}

async function closeAll(browser: Browser, worker: ChildProcess, dir: string): Promise<void> {
  await browser.close();
  const gone = once(worker, 'exit');
  worker.kill('SIGINT');
  await gone;
  rmSync(dir, { recursive: true, force: true });
}

async function startRehearsal(dir: string): Promise<{ url: string; process: ChildProcess }> {
  const settings = { WILLCALL_DIR: dir, PORT: '0', SANDBOX_PORT: '0' };
  const child = spawn(process.execPath, ['dist/willcall.js', 'start'], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^\s+(http:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the rehearsal ended with ${code}`)));
  });
  return { url, process: child };
}

async function slowed(page: Page, { slower }: Circumstances): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return session;
}

/** From the choice in the menu until the first button of the sidebar is there. Answers are held back by the round trip. */
async function openOnce(page: Page, { roundTripMs }: Circumstances): Promise<Opening> {
  const counts = { scriptCalls: 0, workerCalls: 0 };
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.route(/\/v1\/|\/playground\/(?:run|choose)/, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path.startsWith('/v1/')) counts.workerCalls += 1;
    if (path.endsWith('/run')) counts.scriptCalls += 1;
    await delay(roundTripMs);
    await route.continue();
  });
  await page.getByRole('button', { name: 'Extensions' }).click();
  const began = performance.now();
  await page.getByRole('menuitem', { name: 'Open Willcall' }).click();
  await page.frameLocator('.sidebar iframe').locator('main.view button').first().waitFor();
  const usableMs = performance.now() - began;
  await page.unrouteAll({ behavior: 'wait' });
  return { usableMs, ...counts };
}
