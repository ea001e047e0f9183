import { describe, expect, it } from 'vitest';
import { holdAfter, type Names } from '../../../worker/jobs/hold.ts';
import type { StoredHold } from '../../../worker/db/tables.ts';
import type { HeldBack } from '../../../worker/sheets/publish-options.ts';

const FIRST = new Date('2027-05-01T10:00:00Z');
const LATER = new Date('2027-05-02T10:00:00Z');
const names: Names = {
  accounts: new Map([
    ['a1', 'Box office'],
    ['b2', 'Web shop'],
  ]),
  columns: new Map([['barcode', 'Barcode']]),
};
const gone = (rows: number, source = 'a1') => ({ source, rows, of: 1_240 });
const back = (removals: HeldBack['removals'], blanked: string[] = []): HeldBack => ({ removals, blanked });
const held = (heldBack: HeldBack, before: StoredHold | null = null, now = FIRST) => {
  const stored = holdAfter(before, heldBack, names, now);
  if (!stored) throw new Error('nothing is held back');
  return stored;
};
const rejected = (stored: StoredHold): StoredHold => ({ ...stored, hold: { ...stored.hold, decision: 'rejected' } });

describe('what a report holds back', () => {
  it('is told in the names of accounts and columns', () => {
    const { hold } = held(back([gone(412), gone(1_240, 'b2')], ['barcode']));
    expect(hold).toEqual({
      removals: [
        { account: 'Box office', rows: 412, of: 1_240 },
        { account: 'Web shop', rows: 1_240, of: 1_240 },
      ],
      blanked: ['Barcode'],
      since: FIRST.toISOString(),
      decision: 'open',
      sentence:
        '412 of 1,240 rows of Box office would leave the list, 1,240 of 1,240 rows of Web shop would leave the list and Barcode would become blank. That looks like a mistake of the ticketing system, so they stay as they are. Everything else is up to date.',
    });
  });

  it('stays answered while the account cannot be read: only a list that was read releases it', () => {
    const before = rejected(held(back([gone(412)])));
    expect(holdAfter(before, null, names, LATER, ['a1'])).toEqual(before);
    expect(holdAfter(before, null, names, LATER, ['b2'])).toBeNull();
  });

  it('stays answered while it is the same or less', () => {
    const before = rejected(held(back([gone(400)], ['barcode'])));
    for (const again of [back([gone(400)], ['barcode']), back([gone(380)]), back([], ['barcode'])]) {
      expect(held(again, before, LATER).hold).toMatchObject({ decision: 'rejected', since: FIRST.toISOString() });
    }
  });

  it('is asked about again when it gets worse', () => {
    const before = rejected(held(back([gone(400)])));
    const worse = [back([gone(401)]), back([gone(400), gone(10, 'b2')]), back([gone(400)], ['barcode'])];
    for (const more of worse) {
      expect(held(more, before, LATER).hold).toMatchObject({ decision: 'open', since: LATER.toISOString() });
    }
  });

  it('is released by the first publish that holds nothing back', () => {
    expect(holdAfter(rejected(held(back([gone(400)]))), null, names, LATER)).toBeNull();
  });
});
