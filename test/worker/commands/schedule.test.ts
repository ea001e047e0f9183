import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReportCommand } from '../../../worker/commands/reports.ts';
import { listen, type Listening } from '../../../worker/listen.ts';
import { createWorld, type World } from '../routes/world.ts';
import { Recorder } from './surroundings.ts';

let world: World;
let worker: Listening;
beforeAll(async () => {
  world = await createWorld();
  await world.report('ada', await world.connect('ada'), await world.link('ada'));
  worker = await listen(world.app, '127.0.0.1', 0);
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

async function schedule(...words: string[]) {
  const [out, err] = [new Recorder(), new Recorder()];
  const token = (await world.google.headerOf('ada')).replace('Bearer ', '');
  const code = await runReportCommand('schedule', ['--report', 'Tickets', ...words], {
    environment: { WILLCALL_URL: `http://127.0.0.1:${worker.port}`, WILLCALL_TOKEN: token },
    stdout: out,
    stderr: err,
    signal: new AbortController().signal,
    patience: { pollMs: 5, giveUpMs: 60, cancelMs: 500 },
  });
  return { code, out: out.written, err: err.written };
}

describe('willcall schedule', () => {
  it('gives a report a schedule in the zone of its spreadsheet, and shows it', async () => {
    expect((await schedule()).out).toBe('It is refreshed when somebody asks.\n');
    const { code, out } = await schedule('--ready-by', '08:00');
    expect(code).toBe(0);
    expect(out).toBe('every day, ready by 08:00 (Europe/Amsterdam)\nNext due 2027-05-02 08:00.\n');
    expect((await schedule()).out).toBe(out);
    expect((await schedule('--every', '60', '--zone', 'Asia/Kathmandu')).out).toBe(
      'every hour (Asia/Kathmandu)\nNext due 2027-05-01 16:00.\n',
    );
  });

  it('pauses, resumes and takes it away', async () => {
    expect((await schedule('--pause')).out).toContain('Somebody paused it.');
    expect((await schedule('--resume')).out).toContain('Next due');
    expect(JSON.parse((await schedule('--json')).out)).toMatchObject({ schedule: { timeZone: 'Asia/Kathmandu' } });
    expect((await schedule('--off')).out).toBe('It is refreshed when somebody asks.\n');
    expect(await schedule('--off')).toMatchObject({ code: 1, err: expect.stringContaining('has no schedule') });
  });

  it('says how often it can be refreshed, and refuses what is too often with the reason', async () => {
    expect((await schedule('--offers')).out).toContain(
      'no   every 1 min  Refresh it once first, so that Willcall knows how long that takes.\nyes  every 5 min',
    );
    const { code, err } = await schedule('--cron', '* * * * *');
    expect(code).toBe(1);
    expect(err).toContain('that is too often. Refresh it once first');
  });
});
