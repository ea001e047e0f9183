import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import { ended } from '../runs-that-were.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

/** What a click says that the worker refuses. */
const REFUSALS: [what: string, code: ErrorCode, title: string, next: string][] = [
  ['too many questions at once', 'rate-limited', 'That was a lot at once.', 'Wait a minute, then try again.'],
  ['a link that is over', 'spreadsheet-not-linked', 'This spreadsheet is not linked with Willcall.', 'Link it'],
  ['somebody Willcall does not know any more', 'unauthorized', 'Willcall does not know any more who you are.', 'Close'],
  ['a fault of ours', 'internal', 'Something went wrong at Willcall.', 'This is our fault.'],
  ['a worker that is busy', 'unavailable', 'Willcall cannot do this at the moment.', 'Try again in a minute.'],
  ['a report that is gone', 'not-found', 'This is not there any more.', 'A colleague may have deleted it.'],
];

describe.skipIf(!hasBrowser)('a click that comes to nothing says why and what to do', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;
  const alert = (words: string) => page().getByRole('alert').getByText(words).waitFor();

  it.each(REFUSALS)('%s', async (_what, code, title, next) => {
    saved();
    stage.worker.refuse('POST /v1/reports/:id/runs', code, 'The server said 500.');
    await open();
    await button('Refresh Tickets').click();
    await alert(title);
    await alert(next);
  });

  it('a refusal in the worker’s own words where those name what is in the way', async () => {
    saved();
    const sentence = 'This report is being refreshed: cancel that or wait.';
    stage.worker.refuse('POST /v1/reports/:id/runs', 'conflict', sentence);
    await open();
    await button('Refresh Tickets').click();
    await alert(sentence);
  });

  it('with the number under which whoever runs Willcall finds it', async () => {
    saved();
    stage.worker.refuse('POST /v1/reports/:id/runs', 'internal', 'The server said 500.');
    await open();
    await button('Refresh Tickets').click();
    expect(await text('The server said 500.').isVisible()).toBe(false);
    await text('For support').click();
    await text('req-42').waitFor();
  });

  it('a worker out of reach, and the click works once it is back', async () => {
    saved();
    await open();
    await button('Refresh Tickets').waitFor();
    await page().route('**/runs', (route) => route.abort());
    await button('Refresh Tickets').click();
    await alert('Willcall does not answer.');
    await alert('Check whether you are online and try again.');
    await page().unroute('**/runs');
    await button('Refresh Tickets').click();
    await text('Waiting for its turn').waitFor();
    expect(heard('POST', /\/runs$/)).toHaveLength(1);
  });

  it('a computer that is offline', async () => {
    saved();
    await open();
    await button('Refresh Tickets').waitFor();
    await page().context().setOffline(true);
    try {
      await button('Refresh Tickets').click();
      await alert('This computer is offline.');
      await alert('A refresh that had begun goes on without you.');
    } finally {
      await page().context().setOffline(false);
    }
  });

  it('an answer that is none of the worker’s', async () => {
    saved();
    await open();
    await button('Refresh Tickets').waitFor();
    const headers = { 'access-control-allow-origin': '*' };
    await page().route('**/runs', (route) => route.fulfill({ status: 200, headers, body: '<h1>Sign in</h1>' }));
    await button('Refresh Tickets').click();
    await alert('Willcall answered in a way this sidebar does not know.');
    await page().unroute('**/runs');
  });

  it('a run that cannot be followed for the moment goes on', async () => {
    const run = stage.worker.addRun(saved().id, { status: 'running', phase: 'reading' });
    await open();
    await page().route('**/events', (route) => route.abort());
    await open();
    await text('Willcall does not answer at the moment; trying again. The refresh itself goes on.').waitFor();
    await page().unroute('**/events');
    stage.worker.change(run.id, ended());
    await text('just now · 12,480 rows · complete').waitFor();
  });
});

describe.skipIf(!hasBrowser)('a sidebar and a Willcall of other versions', () => {
  const stage = sidebarStage();
  const { page, open, saved, text } = stage;

  /** Has every answer tell this version. */
  async function openWith(version: string): Promise<void> {
    await open();
    await page().route('**/v1/**', async (route) => {
      const response = await route.fetch();
      const headers = { 'willcall-version': version, 'access-control-expose-headers': 'Willcall-Version' };
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
    await open();
  }

  it.each([
    ['0.9.0', 'This sidebar is older than Willcall.', 'Reload the spreadsheet'],
    ['9.0.0', 'This sidebar is older than Willcall.', 'the add-on needs an update'],
  ])('say so and what to do: %s', async (version, title, next) => {
    saved();
    await openWith(version);
    await text(title).waitFor();
    await text(next).waitFor();
    await page().unrouteAll({ behavior: 'wait' });
  });

  it('go together when they are one minor version apart', async () => {
    saved();
    await openWith('0.2.0');
    await text('Not run yet').waitFor();
    expect(await text('This sidebar is').count()).toBe(0);
    await page().unrouteAll({ behavior: 'wait' });
  });
});
