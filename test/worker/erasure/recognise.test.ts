import { describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/columns.ts';
import type { PersonQuery } from '../../../shared/erasure.ts';
import { byQuery } from '../../../worker/erasure/recognise.ts';

const personal = {
  ownerFirstName: 'identity',
  ownerLastName: 'identity',
  ownerPhone: 'contact',
  answers: 'identity',
} as const;
const COLUMNS = ['orderId', 'ownerFirstName', 'ownerLastName', 'ownerPhone', 'buyerName', 'answers', 'ticketType'].map(
  (id, at) => ({ at, title: id, column: columnOf(id) }),
);

function columnOf(id: string): Column {
  const known: Record<string, Column['personal']> = { ...personal, buyerName: 'identity' };
  const type = id === 'answers' ? 'json' : 'text';
  return { id, title: id, type, personal: known[id] ?? 'none', description: '', standard: true };
}

const ROW = [
  'O-77',
  'José',
  'van  Dijk-Öz',
  '+31 6 1234 5678',
  'Eve Smit',
  '{"mail":"jose@example.org","size":"M"}',
  'Anna',
];

const find = (query: PersonQuery) => byQuery(query)('a:1', COLUMNS, ROW);

describe('somebody is found', () => {
  it.each<[string, PersonQuery]>([
    ['by all words of their name, whatever the accents, case and order', { name: 'dijk oz JOSE' }],
    ['by a phone number with or without its country', { phone: '06-12345678' }],
    ['by a phone number in full', { phone: '0031612345678' }],
  ])('%s', (_what, query) => expect(find(query)).toBe('holder'));

  it('by an address among their answers', () => expect(find({ email: 'JOSE@example.org' })).toBe('whole'));
  it('by the order', () => expect(find({ order: 'o-77' })).toBe('whole'));
  it('as the buyer alone', () => expect(find({ name: 'Eve Smit' })).toBe('buyer'));

  it.each<[string, PersonQuery]>([
    ['by half a word', { name: 'jos' }],
    ['by words of two people', { name: 'Eve Dijk' }],
    ['by what is not personal', { name: 'Anna' }],
    ['by a part of an address', { email: 'se@example.org' }],
    ['by another number', { phone: '0612345679' }],
    ['by a part of an order', { order: 'O-7' }],
  ])('never %s', (_what, query) => expect(find(query)).toBeNull());
});
