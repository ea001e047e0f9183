import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import type { Memory } from '../../../worker/sheets/memory.ts';
import { Rig, textColumns } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const WRITING = { ...STANDARD_WRITING, guard: { percent: 30, few: 2 } };

type Guest = readonly [name: string, state: string];

/** An exact copy of a list, refreshed again and again. */
class Copy {
  readonly id = rig.book();
  memory: Memory | null = null;

  async refresh(guests: readonly Guest[], isGuarded = true) {
    const rows = guests.map((guest) => [...guest]);
    const sources = [{ id: 'a', rows, keys: guests.map(([name]) => name) }];
    const how = { mode: 'replace' as const, writing: WRITING, memory: this.memory, isGuarded };
    const { outcome } = await rig.publish(this.id, { columns: textColumns(2), sources, how });
    this.memory = outcome.memory;
    return outcome;
  }

  async shown(): Promise<unknown[]> {
    return (await rig.list(this.id)).slice(1).map((row) => row.join(' ').trim());
  }
}

const TEN = Array.from({ length: 10 }, (_, index): Guest => [`guest ${index}`, 'sold']);

describe('an exact copy of which most rows are gone at once', () => {
  it('keeps them, brings in what is new and changed, and lets them go when somebody says so', async () => {
    const copy = new Copy();
    await copy.refresh(TEN);
    const broken: Guest[] = [
      ['guest 0', 'scanned'],
      ['guest 10', 'sold'],
    ];
    const held = await copy.refresh(broken);
    expect(held.heldBack).toEqual({ removals: [{ source: 'a', rows: 9, of: 10 }], blanked: [] });
    expect(await copy.shown()).toEqual([
      'guest 0 scanned',
      ...TEN.slice(1).map((guest) => guest.join(' ')),
      'guest 10 sold',
    ]);
    expect((await copy.refresh(broken)).heldBack).toMatchObject({ removals: [{ rows: 9, of: 11 }] });
    expect((await copy.refresh(broken, false)).heldBack).toBeNull();
    expect(await copy.shown()).toEqual(['guest 0 scanned', 'guest 10 sold']);
  });

  it('is released by the first healthy list', async () => {
    const copy = new Copy();
    await copy.refresh(TEN);
    await copy.refresh(TEN.slice(0, 1));
    expect((await copy.refresh(TEN)).heldBack).toBeNull();
    expect(await copy.shown()).toEqual(TEN.map((guest) => guest.join(' ')));
  });

  it('loses a few without a question', async () => {
    const copy = new Copy();
    await copy.refresh(TEN);
    expect((await copy.refresh(TEN.slice(2))).heldBack).toBeNull();
    expect(await copy.shown()).toEqual(TEN.slice(2).map((guest) => guest.join(' ')));
  });
});

describe('an exact copy of which a column becomes blank', () => {
  it('keeps what the column showed', async () => {
    const copy = new Copy();
    await copy.refresh(TEN);
    const blank = [...TEN.map(([name]): Guest => [name, '']), ['guest 10', ''] as const];
    expect((await copy.refresh(blank)).heldBack).toEqual({ removals: [], blanked: ['c1'] });
    expect(await copy.shown()).toEqual([...TEN.map((guest) => guest.join(' ')), 'guest 10']);
    expect((await copy.refresh(blank)).heldBack).toEqual({ removals: [], blanked: ['c1'] });
    await copy.refresh(blank, false);
    expect(await copy.shown()).toEqual([...TEN.map(([name]) => name), 'guest 10']);
  });
});
