import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { callLine, forgetDeadCalls } from '../../../worker/db/call-line.ts';
import { forgetIdleBuckets } from '../../../worker/db/rate-buckets.ts';
import type { CallKind, SheetsLimits, WaitOptions } from '../../../worker/sheets/quota.ts';
import { lineBench, QUICK, restless, type LineBench } from './line-bench.ts';

let bench: LineBench;
beforeAll(async () => {
  bench = await lineBench();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

const restlessProcess = (pace = QUICK) => bench.process(pace, restless);

/** As many calls at once. */
function calls(
  limits: SheetsLimits,
  spreadsheet: string,
  count: number,
  { kind = 'read', ...wait }: WaitOptions & { kind?: CallKind } = {},
): Promise<number>[] {
  return Array.from({ length: count }, () => limits.take(kind, spreadsheet, wait));
}

/** Nobody goes until `release`, so that all are in line before the first one does; every bucket has been used before. */
async function holdAll(limits: SheetsLimits, spreadsheets: readonly string[]): Promise<void> {
  for (const spreadsheet of spreadsheets) await limits.take('read', spreadsheet);
  await limits.pushBack('read', 60_000);
}

async function release(): Promise<void> {
  await sql`delete from taken`.execute(bench.db);
  await sql`update rate_buckets set theoretical_arrival = now() where name = 'sheets read writer w'`.execute(bench.db);
}

const names = async (words: string) => (await bench.taken(words)).map(({ name }) => name);

/** Nobody's call goes before another one's that came two earlier. */
function expectTurns(served: readonly string[], spreadsheets: readonly string[]): void {
  const places = spreadsheets.map((one) => served.flatMap((name, index) => (name === one ? [index] : [])));
  for (const mine of places) {
    for (const others of places) {
      for (const [k, place] of mine.entries()) expect(place).toBeLessThan(others[k + 2] ?? Infinity);
    }
  }
}

/** Milliseconds between one call and the next. */
const gaps = (times: readonly { atMs: number }[]) =>
  times.slice(1).map(({ atMs }, index) => atMs - (times[index]?.atMs ?? 0));

describe('calls of several processes for one writer', () => {
  it('are served spreadsheet by spreadsheet in turn, however many calls one of them has', async () => {
    const [one, two, three] = [restlessProcess(), restlessProcess(), restlessProcess()];
    await holdAll(one.limits, ['a', 'b', 'c']);
    const all = [
      ...calls(one.limits, 'a', 6),
      ...calls(two.limits, 'a', 4),
      ...calls(two.limits, 'b', 4),
      ...calls(three.limits, 'c', 4),
    ];
    await bench.untilWaiting(18);
    await release();
    await Promise.all(all);
    const served = await names('sheets read spreadsheet ');
    expect(served).toHaveLength(18);
    expectTurns(served, ['a', 'b', 'c']);
  });

  it('of one spreadsheet go in the order they came', async () => {
    const [one, two] = [restlessProcess(), restlessProcess()];
    await holdAll(one.limits, ['a']);
    const order: number[] = [];
    const all: Promise<unknown>[] = [];
    for (let index = 0; index < 8; index++) {
      all.push((index % 2 ? one : two).limits.take('read', 'a').then(() => order.push(index)));
      await bench.untilWaiting(index + 1);
    }
    await release();
    await Promise.all(all);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('never starve a single call: it goes before 200 of another spreadsheet', async () => {
    const [one, two] = [restlessProcess(), restlessProcess()];
    await holdAll(one.limits, ['a', 'b']);
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const many = calls(one.limits, 'a', 200, { signal: stop.signal });
    const settled = Promise.allSettled(many);
    const single = two.limits.take('read', 'b');
    await bench.untilWaiting(201);
    await release();
    await single;
    stop.abort(new Error('enough'));
    await settled;
    expect((await names('sheets read spreadsheet ')).indexOf('b')).toBeLessThan(2);
    expect(await bench.waiting()).toBe(0);
  });

  it('never exceed the allowance in any window, reads and writes each their own', async () => {
    const pace = { ...QUICK, writer: { everyMs: 20, burst: 5 } };
    const processes = [bench.process(pace), bench.process(pace), bench.process(pace)];
    const all = processes.flatMap(({ limits }, index) => [
      ...calls(limits, `s${index}`, 14),
      ...calls(limits, `s${index}`, 6, { kind: 'write' }),
    ]);
    await Promise.all(all);
    for (const [words, count] of [
      ['sheets read writer ', 42],
      ['sheets write writer ', 18],
    ] as const) {
      const times = (await bench.taken(words)).map(({ atMs }) => atMs);
      expect(times.length).toBeGreaterThanOrEqual(count - 1);
      for (const [index, start] of times.entries()) {
        for (const [later, end] of times.slice(index).entries()) {
          expect(later + 1).toBeLessThanOrEqual(5 + (end - start + 1) / 20);
        }
      }
    }
  });

  it('write to one spreadsheet at its own pace, and meanwhile to others', async () => {
    const pace = { ...QUICK, writer: { everyMs: 10, burst: 1 }, spreadsheet: { everyMs: 100, burst: 1 } };
    const [one, two] = [bench.process(pace), bench.process(pace)];
    await Promise.all([
      ...calls(one.limits, 'a', 4, { kind: 'write' }),
      ...calls(two.limits, 'b', 4, { kind: 'write' }),
    ]);
    const [a, b] = [await bench.taken('sheets write spreadsheet a'), await bench.taken('sheets write spreadsheet b')];
    for (const gap of [...gaps(a), ...gaps(b)]) expect(gap).toBeGreaterThanOrEqual(97);
    expectTurns(await names('sheets write spreadsheet '), ['a', 'b']);
  });
});

describe('what a person waits for', () => {
  it('takes turns with all the runs together: it does not wait long, and runs go on', async () => {
    const [one, two] = [restlessProcess(), restlessProcess()];
    await holdAll(one.limits, ['a', 'b', 'c', 'd', 'e', 'p']);
    const runs = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => calls(one.limits, name, 3));
    const people = calls(two.limits, 'p', 4, { urgent: true });
    await bench.untilWaiting(19);
    await release();
    await Promise.all([...runs, ...people]);
    const served = await names('sheets read spreadsheet ');
    const places = served.flatMap((name, index) => (name === 'p' ? [index] : []));
    expect(places).toHaveLength(4);
    expect(places.at(-1)).toBeLessThan(8);
    for (const [index, place] of places.slice(1).entries()) expect(place - (places[index] ?? 0)).toBeGreaterThan(1);
  });
});

/** A waiter that lined up before everybody else and never asks again. */
async function deadWaiter(spreadsheet: string): Promise<void> {
  const { db } = bench.process();
  await callLine(db).lineUp({
    id: randomUUID(),
    line: 'sheets read writer w',
    lane: 'sheets read runs w',
    spreadsheet: `sheets read spreadsheet ${spreadsheet}`,
    spreadsheetEveryMs: 0,
  });
}

/** Lets the time pass that a waiter may be silent. */
async function silenceForLong(): Promise<void> {
  await sql`update queued_calls set lease_until = lease_until - interval '2 minutes'`.execute(bench.db);
}

describe('a waiter whose process was killed', () => {
  it('holds nobody up', async () => {
    const { limits } = restlessProcess({ ...QUICK, writer: { everyMs: 30, burst: 3 } });
    await holdAll(limits, ['a', 'b', 'c']);
    await deadWaiter('a');
    await deadWaiter('b');
    const alive = [...calls(limits, 'a', 3), ...calls(limits, 'c', 3)];
    await bench.untilWaiting(8);
    await release();
    await Promise.all(alive);
    expect(await bench.waiting()).toBe(2);
  });

  it('loses its place, and its row is cleared away', async () => {
    const { limits } = bench.process();
    await deadWaiter('a');
    await silenceForLong();
    await limits.take('read', 'b');
    expect(await bench.waiting()).toBe(1);
    await forgetDeadCalls(bench.db);
    expect(await bench.waiting()).toBe(0);
  });
});

describe('a call that is given up', () => {
  it('leaves at once with the reason, and those behind it move up', async () => {
    const [one, two] = [bench.process(), bench.process()];
    await one.limits.pushBack('read', 60_000);
    const stop = new AbortController();
    const first = one.limits.take('read', 'a', { signal: stop.signal });
    await bench.untilWaiting(1);
    const second = { id: randomUUID(), line: 'sheets read writer w', lane: 'sheets read runs w' };
    const call = { ...second, spreadsheet: 'sheets read spreadsheet b', spreadsheetEveryMs: 0 };
    const line = callLine(two.db);
    expect(await line.lineUp(call)).toMatchObject({ ahead: 1, ready: 1, inSpreadsheet: 0 });
    const before = performance.now();
    stop.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(performance.now() - before).toBeLessThan(1000);
    expect(await line.lineUp(call)).toMatchObject({ ahead: 0, ready: 0 });
  });
});

describe('a refusal for the quota', () => {
  it('makes every process wait, for calls of that kind', async () => {
    const [one, two] = [bench.process(), bench.process()];
    for (const kind of ['read', 'write'] as const) await two.limits.take(kind, 'a');
    await one.limits.pushBack('read', 300);
    const [pushed] = await bench.taken('sheets read writer ');
    await Promise.all([...calls(one.limits, 'a', 1), ...calls(two.limits, 'b', 1)]);
    await two.limits.take('write', 'b');
    const [, ...reads] = await bench.taken('sheets read writer ');
    const [write] = await bench.taken('sheets write writer ');
    expect(reads).toHaveLength(2);
    for (const { atMs } of reads) expect(atMs - (pushed?.atMs ?? 0)).toBeGreaterThanOrEqual(295);
    expect(write).toBeDefined();
  });

  it('does not shorten a longer wait', async () => {
    const { limits } = bench.process();
    await limits.take('read', 'a');
    await limits.pushBack('read', 200);
    await limits.pushBack('read', 1);
    await limits.take('read', 'a');
    const times = await bench.taken('sheets read writer ');
    expect((times.at(-1)?.atMs ?? 0) - (times[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(195);
  });
});

/** From now on the time of all buckets runs twenty times as fast. */
function hurry(): void {
  let isRunning = true;
  const ticking = (async () => {
    for (let last = performance.now(); isRunning;) {
      await delay(5);
      const passed = performance.now() - last;
      last += passed;
      await sql`update rate_buckets set theoretical_arrival
        = theoretical_arrival - ${passed * 19}::float8 * interval '1 millisecond'`.execute(bench.db);
    }
  })();
  onTestFinished(async () => {
    isRunning = false;
    await ticking;
  });
}

describe('the place in line', () => {
  it('is told, counts down and ends with the call', async () => {
    const pace = { ...QUICK, writer: { everyMs: 1200, burst: 1 } };
    const sleep = (ms: number) => delay(ms / 20);
    const [one, two] = [bench.process(pace, sleep), bench.process(pace, sleep)];
    await one.limits.pushBack('read', 5000);
    const many = calls(one.limits, 'a', 6);
    await bench.untilWaiting(6);
    const told: (number | null)[] = [];
    const last = two.limits.take('read', 'a', { onQueued: (ahead) => told.push(ahead) });
    await bench.untilWaiting(7);
    hurry();
    await Promise.all([...many, last]);
    const counts = told.slice(0, -1).map(Number);
    expect(told.at(-1)).toBeNull();
    expect(counts[0]).toBe(6);
    expect(counts.length).toBeGreaterThan(1);
    expect(counts).toEqual([...new Set(counts)].toSorted((a, b) => b - a));
  });

  it('is not told of a call that goes in a moment', async () => {
    const { limits } = bench.process();
    const told: (number | null)[] = [];
    await Promise.all(calls(limits, 'a', 4, { onQueued: (ahead) => told.push(ahead) }));
    expect(told).toEqual([]);
  });
});

it('waiters get over a database that cuts all connections', async () => {
  const [one, two] = [bench.process(), bench.process()];
  const all = [...calls(one.limits, 'a', 6), ...calls(two.limits, 'b', 6)];
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(bench.db);
  expect(await Promise.all(all)).toHaveLength(12);
});

it('nothing that names a spreadsheet stays for long', async () => {
  const { limits } = bench.process();
  await limits.take('write', 'a');
  await sql`update rate_buckets set theoretical_arrival = theoretical_arrival - interval '2 hours'
    where name like '%spreadsheet%'`.execute(bench.db);
  await forgetIdleBuckets(bench.db);
  const { rows } = await sql<{ name: string }>`select name from rate_buckets`.execute(bench.db);
  expect(rows.map(({ name }) => name).toSorted()).toEqual([
    'sheets write project p',
    'sheets write runs w',
    'sheets write writer w',
  ]);
  expect(await bench.waiting()).toBe(0);
});
