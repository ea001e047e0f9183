import { describe, expect, it } from 'vitest';
import type { CallLine } from '../../../worker/db/call-line.ts';
import type { Bucket } from '../../../worker/db/rate-buckets.ts';
import { createSheetsLimits, type SheetsLimits } from '../../../worker/sheets/quota.ts';

/** One waiter at a time, with buckets in memory on a clock that only moves while it waits; the same rule as in the database. */
function rig(): {
  limits: (writer: string) => SheetsLimits;
  times: Map<string, number[]>;
  now: () => number;
  waits: number[];
} {
  let now = 0;
  const arrivals = new Map<string, number>();
  const times = new Map<string, number[]>();
  const waits: number[] = [];
  const take = (buckets: readonly Bucket[]) => {
    const waits = buckets.map(({ name, everyMs, burst }) => (arrivals.get(name) ?? 0) - now - everyMs * (burst - 1));
    const wait = Math.max(0, ...waits);
    if (wait > 0) return Promise.resolve(wait);
    for (const { name, everyMs } of buckets) {
      arrivals.set(name, Math.max(arrivals.get(name) ?? 0, now) + everyMs);
      times.set(name, [...(times.get(name) ?? []), now]);
    }
    return Promise.resolve(0);
  };
  const sleep = (ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    now += ms;
    return Promise.resolve();
  };
  const onWait = (ms: number) => void waits.push(ms);
  const line: CallLine = {
    lineUp: () => Promise.resolve({ ahead: 0, ready: 0, inSpreadsheet: 0 }),
    take,
    leave: () => Promise.resolve(),
    pushBack: () => Promise.resolve(),
  };
  const limits = (writer: string) => createSheetsLimits({ line, writer, project: 'p', sleep, onWait });
  return { limits, times, now: () => now, waits };
}

/** Most calls in any window of a minute. */
function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 60_000).length));
}

describe('the limits', () => {
  it('keep every writer at 60 in any sliding minute, and use most of that', async () => {
    const { limits, times } = rig();
    const writer = limits('w');
    for (let index = 0; index < 200; index++) await writer.take('read', 's');
    const reads = times.get('sheets read writer w') ?? [];
    expect(mostInAMinute(reads)).toBeLessThanOrEqual(60);
    expect(mostInAMinute(reads)).toBeGreaterThanOrEqual(55);
  });

  it('keep the project at 300 in any sliding minute, however many writers share it', async () => {
    const { limits, times } = rig();
    const writers = Array.from({ length: 12 }, (_, index) => limits(`w${index}`));
    for (let index = 0; index < 1200; index++) await writers[index % 12]?.take('write', `s${index % 40}`);
    const all = times.get('sheets write project p') ?? [];
    expect(all).toHaveLength(1200);
    expect(mostInAMinute(all)).toBeLessThanOrEqual(300);
  });

  it('let one write a second through for a spreadsheet, and do not hold up another', async () => {
    const { limits, now } = rig();
    const writer = limits('w');
    await writer.take('write', 'a');
    await writer.take('write', 'b');
    expect(now()).toBe(0);
    expect(await writer.take('write', 'a')).toBe(1000);
    expect(now()).toBe(1000);
  });

  it('say how long they wait, and stop waiting when aborted', async () => {
    const { limits, waits } = rig();
    const writer = limits('w');
    await writer.take('write', 'a');
    await writer.take('write', 'a');
    expect(waits).toEqual([1000]);
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(writer.take('write', 'a', { signal })).rejects.toThrow('cancelled');
  });
});
