import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
let report: string;
let path: string;
beforeAll(async () => {
  world = await createWorld();
  report = await world.report('ada', await world.connect('ada'), await world.link('ada'));
  path = `/v1/reports/${report}/schedule`;
});
afterAll(() => world.close());

const DAILY = { timing: { kind: 'daily', readyBy: '08:00' }, timeZone: 'Europe/Zurich' };
const put = (body: object, who = 'ada') => world.json(who, 'PUT', path, body);

/** A finished refresh that took so long. */
async function refreshed(seconds: number, pages = 1) {
  const { workspace_id } = await world.db
    .selectFrom('reports')
    .select('workspace_id')
    .where('id', '=', report)
    .executeTakeFirstOrThrow();
  const { id } = await world.db
    .insertInto('runs')
    .values({ workspace_id, report_id: report, requested_by: 'ada', status: 'done', pages })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { created_at } = await world.db
    .selectFrom('runs')
    .select('created_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const finished_at = new Date(created_at.getTime() + seconds * 1000);
  await world.db.updateTable('runs').set({ finished_at }).where('id', '=', id).execute();
}

describe('a schedule', () => {
  it('is not there until somebody makes one', async () => {
    expect(await world.json('ada', 'GET', path)).toMatchObject({ status: 404 });
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).answer).toMatchObject({ schedule: null });
  });

  it('says in words when it is due, and when next', async () => {
    const { status, answer } = await put(DAILY);
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      ...DAILY,
      startDate: null,
      stopDate: null,
      pauseAfter: 5,
      says: 'every day, ready by 08:00 (Europe/Zurich)',
      nextDue: '2027-05-02T06:00:00.000Z',
      paused: null,
      failures: 0,
      version: 1,
    });
    expect((await world.json('ada', 'GET', path)).answer).toEqual(answer);
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).answer['schedule']).toEqual(answer);
    expect((await world.json('ada', 'GET', '/v1/reports')).answer['reports']).toMatchObject([{ schedule: answer }]);
  });

  it('that somebody else changed meanwhile is not overwritten', async () => {
    const seen = (await world.ask('ada', 'GET', path)).headers.get('etag') ?? '';
    expect(seen).toBe('"1"');
    const first = await world.ask('ada', 'PUT', path, { ...DAILY, pauseAfter: 3 }, { 'if-match': seen });
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    const second = await world.ask('ada', 'PUT', path, DAILY, { 'if-match': seen });
    expect(second.status).toBe(409);
    expect((await world.ask('ada', 'DELETE', path, undefined, { 'if-match': seen })).status).toBe(409);
  });

  it('is paused and resumed by people', async () => {
    const paused = await world.json('ada', 'POST', `${path}/pause`);
    expect(paused.answer).toMatchObject({
      nextDue: null,
      lateFrom: null,
      paused: { because: 'person', since: '2027-05-01T10:00:00.000Z' },
    });
    expect((await put({ ...DAILY, timeZone: 'Asia/Kathmandu' })).answer).toMatchObject({
      nextDue: null,
      paused: { because: 'person' },
    });
    const { answer } = await world.json('ada', 'POST', `${path}/resume`);
    expect(answer).toMatchObject({ paused: null, nextDue: '2027-05-02T02:15:00.000Z' });
  });

  it('is written down: who changed, paused, resumed it', async () => {
    const deeds = await world.db
      .selectFrom('audit_log')
      .select(['action', 'details'])
      .where('action', 'in', ['schedule.changed', 'schedule.paused'])
      .orderBy('id')
      .execute();
    expect(deeds.map(({ action }) => action)).toEqual([
      'schedule.changed',
      'schedule.changed',
      'schedule.paused',
      'schedule.changed',
      'schedule.changed',
    ]);
    expect(deeds[0]?.details).toEqual({ schedule: 'every day, ready by 08:00 (Europe/Zurich)' });
  });

  it('is taken away again', async () => {
    expect(await world.json('ada', 'DELETE', path)).toMatchObject({ status: 200, answer: { deleted: true } });
    expect((await world.json('ada', 'DELETE', path)).status).toBe(404);
    expect((await world.json('ada', 'POST', `${path}/pause`)).status).toBe(404);
    expect((await world.json('ada', 'POST', `${path}/resume`)).status).toBe(404);
  });

  it('has whoever made the first one told when refreshes fail, as nobody was', async () => {
    await put(DAILY);
    const { answer } = await world.json('ada', 'GET', '/v1/notice-targets');
    expect(answer['targets']).toMatchObject([{ kind: 'email', to: 'ada@example.org', isOwn: true, state: 'active' }]);
    await world.json('ada', 'DELETE', path);
  });
});

describe('who may', () => {
  it('see it: people who proved the spreadsheet; change it: only its team', async () => {
    await put(DAILY);
    await world.link('bob');
    expect((await world.json('bob', 'GET', path)).status).toBe(200);
    expect((await world.json('bob', 'GET', `${path}/offers`)).status).toBe(200);
    expect((await put(DAILY, 'bob')).status).toBe(403);
    expect((await world.json('bob', 'DELETE', path)).status).toBe(403);
    expect((await world.json('bob', 'POST', `${path}/pause`)).status).toBe(403);
    expect((await world.json('eve', 'GET', path)).status).toBe(404);
    expect((await put(DAILY, 'eve')).status).toBe(404);
    await world.json('ada', 'DELETE', path);
  });

  it('make one only while the proof of the spreadsheet holds: a schedule writes into it', async () => {
    const { now } = world.clock;
    world.clock.now = new Date(now.getTime() + 25 * 3_600_000);
    expect((await put(DAILY)).answer).toMatchObject({ code: 'spreadsheet-not-linked' });
    world.clock.now = now;
  });

  it('not take the tab away while there is one', async () => {
    await put(DAILY);
    const change = { destination: null };
    expect((await world.json('ada', 'PATCH', `/v1/reports/${report}`, change)).answer).toMatchObject({
      code: 'conflict',
      message: 'This report has a schedule, which needs a tab: take the schedule away first.',
    });
    await world.json('ada', 'DELETE', path);
  });

  it('make none for a report without a tab', async () => {
    const loose = await world.report('ada', await world.connect('ada'), null);
    const { status, answer } = await world.json('ada', 'PUT', `/v1/reports/${loose}/schedule`, DAILY);
    expect([status, answer['code']]).toEqual([409, 'conflict']);
  });
});

describe('bad input', () => {
  const cases: [string, object, RegExp][] = [
    ['a zone nobody knows', { ...DAILY, timeZone: 'Europe/Nowhere' }, /"timeZone".*Europe\/Zurich/],
    ['an offset for a zone', { ...DAILY, timeZone: '+02:00' }, /"timeZone"/],
    ['a time that is none', { ...DAILY, timing: { kind: 'daily', readyBy: '24:00' } }, /"timing.readyBy"/],
    [
      'an interval that is not offered',
      { ...DAILY, timing: { kind: 'every', minutes: 7 } },
      /"timing.minutes".*5, 15, 60/,
    ],
    ['a kind that is none', { ...DAILY, timing: { kind: 'hourly' } }, /"timing.kind"/],
    ['a day that is none', { ...DAILY, startDate: '2027-02-30' }, /"startDate"/],
    ['days in the wrong order', { ...DAILY, startDate: '2027-06-02', stopDate: '2027-06-01' }, /"stopDate".*before/],
    ['an end that is over', { ...DAILY, stopDate: '2027-04-30' }, /"timing".*stopDate/],
    ['a day named twice', { ...DAILY, timing: { kind: 'weekly', days: ['mon', 'mon'], at: '08:00' } }, /"timing.days"/],
    [
      'four fields',
      { ...DAILY, timing: { kind: 'cron', expression: '30 6 * *' + ' '.repeat(4) } },
      /"timing.expression"/,
    ],
    ['nonsense', { ...DAILY, timing: { kind: 'cron', expression: '99 6 * * *' } }, /"timing.expression".*five fields/],
    ['a question mark', { ...DAILY, timing: { kind: 'cron', expression: '? 6 * * *' } }, /"timing.expression"/],
    ['seconds', { ...DAILY, timing: { kind: 'cron', expression: '* * * * * *' } }, /"timing.expression".*five fields/],
    ['a day that never comes', { ...DAILY, timing: { kind: 'cron', expression: '0 0 31 2 *' } }, /"timing".*ever/],
    ['an unknown field', { ...DAILY, often: true }, /"often"/],
  ];
  const event = { kind: 'event', doors: '2027-06-01T19:30', fromMinutes: -120, untilMinutes: 360, everyMinutes: 5 };

  it.each(cases)('%s is refused, naming the field', async (_name, body, sentence) => {
    const { status, answer } = await put(body);
    expect([status, answer['code']]).toEqual([422, 'invalid-request']);
    expect(answer['message']).toMatch(sentence);
  });

  it('about an event is refused, naming the field', async () => {
    const wrong = async (change: object) =>
      (await put({ ...DAILY, timing: { ...event, ...change } })).answer['message'];
    expect(await wrong({ untilMinutes: -120 })).toMatch(/"timing.untilMinutes"/);
    expect(await wrong({ doors: '2027-06-31T19:30' })).toMatch(/"timing.doors"/);
    expect(await wrong({ doors: '2026-06-01T19:30' })).toMatch(/"timing".*over/);
    expect(await wrong({ otherwise: { kind: 'cron', expression: '1 2 3 4 ?x' } })).toMatch(
      /"timing.otherwise.expression"/,
    );
    expect(await wrong({ otherwise: event })).toMatch(/"timing.otherwise/);
  });
});

describe('how often', () => {
  const offers = async () => (await world.json('ada', 'GET', `${path}/offers`)).answer;
  const offered = async () => {
    const { intervals } = await offers();
    return Array.isArray(intervals) ? intervals.filter(({ offered: is }) => is).map(({ minutes }) => minutes) : [];
  };

  it('is not known before a first refresh: from 5 minutes on', async () => {
    expect(await offers()).toMatchObject({ expectedSeconds: null, timeZone: 'Europe/Amsterdam' });
    expect(await offered()).toEqual([5, 15, 60]);
  });

  it('follows from how long a refresh takes, with the reason', async () => {
    await refreshed(30);
    expect(await offered()).toEqual([1, 5, 15, 60]);
    await refreshed(240);
    const { intervals, expectedSeconds } = await offers();
    expect(expectedSeconds).toBe(240);
    expect(intervals).toEqual([
      {
        minutes: 1,
        offered: false,
        reason: 'A refresh takes about 4 minutes: the next one would be due before it is through.',
      },
      {
        minutes: 5,
        offered: false,
        reason: 'A refresh takes about 4 minutes: the next one would be due before it is through.',
      },
      { minutes: 15, offered: true, reason: 'A refresh takes about 4 minutes.' },
      { minutes: 60, offered: true, reason: 'A refresh takes about 4 minutes.' },
    ]);
  });

  it('than offered is refused, however it is said', async () => {
    const often = { kind: 'every', minutes: 5 };
    const event = { kind: 'event', doors: '2027-06-01T19:30', fromMinutes: -60, untilMinutes: 60, everyMinutes: 1 };
    for (const timing of [
      often,
      event,
      { kind: 'cron', expression: '*/3 * * * *' },
      { ...event, everyMinutes: 60, otherwise: often },
    ]) {
      const { status, answer } = await put({ ...DAILY, timing });
      expect([status, answer['code']]).toEqual([422, 'invalid-request']);
      expect(answer['message']).toMatch(/"timing".*too often.*about 4 minutes/);
    }
    expect((await put({ ...DAILY, timing: { kind: 'every', minutes: 15 } })).status).toBe(200);
  });

  it('stays within what Google lets all schedules do together', async () => {
    const { report_id, ...one } = await world.db.selectFrom('schedules').selectAll().executeTakeFirstOrThrow();
    const connection = await world.connect('ada');
    const spreadsheet = await world.link('ada');
    for (let count = 0; count < 10; count++) {
      const other = await world.report('ada', connection, spreadsheet);
      await world.db
        .insertInto('schedules')
        .values({ ...one, timing: JSON.stringify(one.timing), report_id: other, step_minutes: 1 })
        .execute();
    }
    const { intervals } = await offers();
    expect(report_id).toBe(report);
    expect(intervals).toContainEqual({
      minutes: 60,
      offered: false,
      reason: 'Google lets Willcall refresh about 10 lists a minute in all, and other schedules use most of it.',
    });
  });
});

describe('a ticketing system that says how much a key may ask', () => {
  it('sets a limit too', async () => {
    const limited = await createWorld({ limitOf: () => ({ requests: 100, minutes: 30, title: 'TIXNGO' }) });
    try {
      const id = await limited.report('ada', await limited.connect('ada'), await limited.link('ada'));
      const { workspace_id } = await limited.db.selectFrom('reports').selectAll().executeTakeFirstOrThrow();
      await limited.db
        .insertInto('runs')
        .values({
          workspace_id,
          report_id: id,
          requested_by: 'ada',
          status: 'done',
          pages: 20,
          finished_at: new Date(),
        })
        .execute();
      const { answer } = await limited.json('ada', 'GET', `/v1/reports/${id}/schedule/offers`);
      expect(answer['intervals']).toMatchObject([
        { offered: false },
        { offered: false },
        { offered: true },
        { offered: true },
      ]);
      expect(JSON.stringify(answer)).toContain(
        'A refresh asks TIXNGO 20 times: that is 120 requests in 30 minutes, and TIXNGO allows 100 to everybody who uses this ticketing account.',
      );
    } finally {
      await limited.close();
    }
  });
});
