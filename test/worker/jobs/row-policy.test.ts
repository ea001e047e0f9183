import { describe, expect, it } from 'vitest';
import type { Column, PersonalClass } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import type { PersonPart } from '../../../worker/db/tables-erasure.ts';
import { erasedName, hashOfForm, hashOfRecord } from '../../../worker/erasure/erased-people.ts';
import { rowPolicy, SHOW_ALL } from '../../../worker/jobs/row-policy.ts';
import { rowHash } from '../../../worker/security/row-hash.ts';

const hash = rowHash(Buffer.from('a key for tests'));
const column = (id: string, personal: PersonalClass = 'none'): Column => {
  return { id, title: id, type: 'text', personal, description: '', standard: true };
};
const COLUMNS = [
  column('ticketId'),
  column('ownerName', 'identity'),
  column('ownerEmail', 'contact'),
  column('buyerName', 'identity'),
  column('buyerEmail', 'contact'),
  column('barcode', 'secret'),
];
const ADA = ['t1', 'Ada', 'ada@example.org', 'Ada', 'ada@example.org', '0042'];
const GIFT = ['t2', 'Bob', 'bob@example.org', 'Ada', 'ADA@example.org ', '0043'];
const BOB = ['t3', 'Bob', 'bob@example.org', 'Bob', 'bob@example.org', '0044'];

function shown(
  people: [string, PersonPart][],
  rows: Value[][],
  { isCleared = false, tag = 'a' as string | null } = {},
) {
  const sources = [
    { tag: 'a', connection_id: 'box office' },
    { tag: 'b', connection_id: 'other' },
  ];
  const policy = rowPolicy({ people: new Map(people), isCleared, dataset: 'tickets', sources, hash });
  return policy.apply({ rows, keys: rows.map(([key]) => String(key)) }, COLUMNS, { tag }).rows;
}

const email = (form: string): [string, PersonPart] => [erasedName('email', hashOfForm(hash, 'email', form)), 'whole'];
const record = (key: string, part: PersonPart = 'whole'): [string, PersonPart] => [
  erasedName('row', hashOfRecord(hash, { connectionId: 'box office', dataset: 'tickets', key })),
  part,
];

describe('what a report shows', () => {
  it('is everything while nobody was erased', () => {
    expect(rowPolicy({ people: new Map(), isCleared: false, dataset: 'tickets', sources: [], hash })).toBe(SHOW_ALL);
  });

  it('is nothing personal of somebody who was erased by their address, in whatever case it comes again', () => {
    const [ada, , bob] = shown([email('ada@example.org')], [ADA, GIFT, BOB]);
    expect(ada).toEqual(['t1', null, null, null, null, null]);
    expect(bob).toEqual(BOB);
  });

  it('is still the holder of a ticket that an erased person only bought, and the buyer of one they only hold', () => {
    expect(shown([email('ada@example.org')], [GIFT])[0]).toEqual(['t2', 'Bob', 'bob@example.org', null, null, '0043']);
    expect(shown([email('bob@example.org')], [GIFT])[0]).toEqual(['t2', null, null, 'Ada', 'ADA@example.org ', null]);
  });

  it('is nothing personal of a row that was erased, only in its own account', () => {
    expect(shown([record('t3')], [BOB])[0]).toEqual(['t3', null, null, null, null, null]);
    expect(shown([record('t3')], [BOB], { tag: 'b' })[0]).toEqual(BOB);
    expect(shown([record('t3')], [BOB], { tag: null })[0]).toEqual(['t3', null, null, null, null, null]);
  });

  it('is nothing at all of a row that is erased as the buyer and as the holder', () => {
    const [row] = shown([record('t2', 'holder'), email('ada@example.org')], [GIFT]);
    expect(row).toEqual(['t2', null, null, null, null, null]);
  });

  it('is nobody any more once its time is over', () => {
    expect(shown([], [ADA, BOB], { isCleared: true })).toEqual([
      ['t1', null, null, null, null, null],
      ['t3', null, null, null, null, null],
    ]);
  });

  it('needs columns that are not shown to recognise people', () => {
    const facts = {
      people: new Map([email('ada@example.org')]),
      isCleared: false,
      dataset: 'tickets',
      sources: [],
      hash,
    };
    const ids = rowPolicy(facts)
      .looksAt(COLUMNS)
      .map(({ id }) => id);
    expect(ids).toEqual(['ownerName', 'ownerEmail', 'buyerName', 'buyerEmail']);
  });
});
