import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../fake-schedules.ts';
import { hasBrowser, sidebarStage } from '../sidebar-stage.ts';

describe.skipIf(!hasBrowser)('a schedule in the sidebar', () => {
  const stage = sidebarStage();
  const { button, text, page, open, saved, heard } = stage;

  async function openSchedule(): Promise<void> {
    await open();
    await stage.openReport();
    await button('Refresh by itself…').click();
  }

  it('offers what the last refresh allows, and says why it does not offer the rest', async () => {
    saved();
    await openSchedule();
    await page()
      .getByRole('radio', { name: /^Every few minutes/ })
      .check();
    await text('the next one would be due before it is through').waitFor();
    expect(
      await page()
        .getByRole('radio', { name: /^Every 5 minutes/ })
        .isDisabled(),
    ).toBe(true);
    await page()
      .getByRole('radio', { name: /^Every 15 minutes/ })
      .check();
    await page().getByLabel('Only between two times').check();
    await page().getByLabel('From', { exact: true }).fill('09:00');
    await button('Save').click();
    await text('Every 15 minutes from 09:00 to 22:00').waitFor();
    expect(heard('PUT', /schedule$/)).toMatchObject([
      {
        timing: { kind: 'every', minutes: 15, between: { from: '09:00', until: '22:00' } },
        timeZone: 'Europe/Amsterdam',
      },
    ]);
  });

  it('asks when the doors open, and refreshes around that', async () => {
    saved();
    await openSchedule();
    await page()
      .getByRole('radio', { name: /^Around an event/ })
      .check();
    await button('Save').click();
    await text('Say when the doors open.').waitFor();
    await page().getByLabel('Doors open').fill('2027-05-01T19:30');
    await page()
      .getByRole('radio', { name: /^Every 15 minutes/ })
      .check();
    await page().getByLabel('On other days', { exact: true }).selectOption('Every day, ready by a time');
    await button('Save').click();
    await text('Around the event on 1 May 2027').waitFor();
    expect(heard('PUT', /schedule$/)).toMatchObject([
      { timing: { doors: '2027-05-01T19:30', fromMinutes: -120, untilMinutes: 360, otherwise: { readyBy: '08:00' } } },
    ]);
  });

  it('says why it stopped, lets it go on, and ends it', async () => {
    const report = saved();
    const schedule = scheduleOf(
      report.id,
      { timing: { kind: 'daily', readyBy: '08:00' }, timeZone: 'UTC' },
      { paused: { since: '2027-05-01T12:00:00.000Z', because: 'failures' }, failures: 5, version: 4 },
    );
    stage.worker.changeReport(report.id, { schedule });
    await openSchedule();
    await text('after 5 failures in a row. Look at why').waitFor();
    await button('Let it go on').click();
    await text(/^Next refresh:/).waitFor();
    await button('Pause').waitFor();
    await page()
      .getByRole('radio', { name: /^Only when somebody/ })
      .check();
    await button('Save').click();
    await button('Refresh by itself…').waitFor();
    expect(heard('DELETE', /schedule$/)).toHaveLength(1);
  });
});
