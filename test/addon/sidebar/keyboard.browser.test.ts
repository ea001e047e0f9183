import { describe, expect, it } from 'vitest';
import { sixReports } from '../six-reports.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

/** More presses of Tab than any view has places to stop at. */
const MOST_STOPS = 80;

/** What has the focus, as a screen reader calls it. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const label = one?.labels?.[0]?.textContent ?? '';
  return (one?.getAttribute('aria-label') ?? (label || one?.textContent) ?? '').trim();
})()`;

/** Whether it shows, on the thing itself or on the whole entry it stands for. */
const HAS_OUTLINE = `[null, '::after'].some((part) => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement, part);
  return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
})`;

describe.skipIf(!hasBrowser)('with the keyboard only', () => {
  const stage = sidebarStage();
  const { page, text, open } = stage;

  const focused = async (): Promise<string> => await page().evaluate<string>(FOCUSED);

  /** Goes on with Tab until this has the focus. */
  async function tabTo(name: string): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if ((await focused()).startsWith(name)) return;
      await page().keyboard.press('Tab');
    }
    throw new Error(`Tab never came to “${name}”; the focus is on “${await focused()}”.`);
  }

  async function press(name: string): Promise<void> {
    await tabTo(name);
    await page().keyboard.press('Enter');
  }

  async function type(name: string, words: string): Promise<void> {
    await tabTo(name);
    await page().keyboard.insertText(words);
  }

  it('an empty spreadsheet is linked, an account added, a report made and run', async () => {
    await open();
    await text('Link this spreadsheet').waitFor();
    await press('Link this spreadsheet');
    await page().getByLabel('E-mail address').waitFor();
    await type('E-mail address', 'box-office@example.org');
    await type('API key', 'not-a-real-one');
    await page().keyboard.press('Enter');
    await page().getByLabel('App ID').waitFor();
    await type('App ID', 'demo-app');
    await type('Event', 'spring-gala-2027');
    await press('Next');
    await text('3 of 4').waitFor();
    await press('Next');
    await text('4 of 4').waitFor();
    await press('Run');
    await text('Waiting for its turn').waitFor();
    expect([...stage.worker.state.reports.values()]).toMatchObject([{ name: 'Tickets', dataset: 'tickets' }]);
  });

  it('a report is opened, and back one is where one was', async () => {
    sixReports(stage.worker);
    await open();
    await text('Door list').first().waitFor();
    await press('Open Door list');
    await page().getByRole('heading', { name: 'Door list', level: 1 }).waitFor();
    expect(await focused()).toBe('Door list');
    await page().keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Back');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'Reports in this spreadsheet' }).waitFor();
  });

  it('what has the focus can be seen', async () => {
    sixReports(stage.worker);
    await open();
    await text('Door list').first().waitFor();
    const unseen: string[] = [];
    for (let stops = 0; stops < 12; stops += 1) {
      await page().keyboard.press('Tab');
      const outline = await page().evaluate(HAS_OUTLINE);
      if (!outline) unseen.push(await focused());
    }
    expect(unseen).toEqual([]);
  });
});
