import { describe, expect, it } from 'vitest';
import { nextLink } from '../../../worker/providers/link-paging.ts';
import { pagingStart, type PageFacts, type PagingState } from '../../../worker/providers/paging.ts';

const facts = (keys: readonly (string | null)[], total: number | null, next: string | null): PageFacts => ({
  keys,
  total,
  nextKey: next,
  isKnown: () => false,
});

const link = (page: number) => `https://elsewhere.example/orders?event=https%3A%2F%2Fx%2Fevents%2F1&page=${page}`;

function goOn(state: PagingState, page: PageFacts): PagingState {
  const step = nextLink.next(state, page);
  if (step.end) throw new Error('it ended');
  return step.state;
}
const pageOf = (state: PagingState) => nextLink.query(state)['page'];

/** A list on pages of two, read as `pull` does; `serve` may change the list before each page. */
function readAll(serve: (page: number, reading: number) => { items: readonly string[]; repeatsLast?: boolean }) {
  const seen = new Set<string>();
  let state = pagingStart;
  for (let reading = 1; reading < 100; reading += 1) {
    const page = Number(pageOf(state)?.[0] ?? 1);
    const { items } = serve(page, reading);
    const last = Math.max(1, Math.ceil(items.length / 2));
    const shown = Math.min(page, last);
    const keys = items.slice((shown - 1) * 2, shown * 2);
    for (const key of keys) seen.add(key);
    const step = nextLink.next(state, facts(keys, items.length, shown < last ? link(shown + 1) : null));
    if (step.end) return [...seen].toSorted();
    ({ state } = step);
  }
  throw new Error('it never ends');
}

describe('paging by links', () => {
  it('asks for what the link says, at the address that was asked before', () => {
    expect(nextLink.query(pagingStart)).toEqual({});
    const state = goOn(pagingStart, facts(['a', 'b'], 5, link(2)));
    expect(nextLink.query(state)).toEqual({ event: ['https://x/events/1'], page: ['2'] });
  });

  it.each([
    ['no link', null],
    ['an empty link', ''],
  ])('ends with %s', (_, next) => {
    expect(nextLink.next(pagingStart, facts(['a'], 1, next))).toEqual({ end: true });
  });

  it('ends when a link leads to the page it is on', () => {
    const state = goOn(pagingStart, facts(['a', 'b'], 3, link(2)));
    expect(nextLink.next(state, facts(['c'], 3, link(2)))).toEqual({ end: true });
  });

  it('ends when the last page comes again under the next number', () => {
    const second = goOn(pagingStart, facts(['a', 'b'], 3, link(2)));
    const third = goOn(second, facts(['c'], 3, link(3)));
    expect(nextLink.next(third, facts(['c'], 3, link(4)))).toEqual({ end: true });
  });

  it('ends when the first page comes again', () => {
    const second = goOn(pagingStart, facts(['a', 'b'], 3, link(2)));
    const third = goOn(second, facts(['c'], 3, link(3)));
    expect(nextLink.next(third, facts(['a', 'b'], 3, link(4)))).toEqual({ end: true });
  });

  it('asks again for a page that is empty or repeated although more is to come', () => {
    const second = goOn(pagingStart, facts(['a', 'b'], 5, link(2)));
    for (const keys of [[], ['a', 'b']]) {
      const again = goOn(second, facts(keys, 5, link(3)));
      expect(pageOf(again)).toEqual(['2']);
      expect(pageOf(goOn(again, facts(['c', 'd'], 5, link(3))))).toEqual(['3']);
    }
  });

  it('does not go round for ever when the count lies', () => {
    let state = goOn(pagingStart, facts(['a', 'b'], 99, link(2)));
    for (let page = 3; page < 6; page += 1) {
      const step = nextLink.next(state, facts(['a', 'b'], 99, link(page)));
      if (step.end) return;
      ({ state } = step);
    }
    throw new Error('it never ends');
  });

  it('passes over a page that stays empty', () => {
    let state = goOn(pagingStart, facts(['a', 'b'], 5, link(2)));
    for (let time = 0; time < 3; time += 1) state = goOn(state, facts([], 5, link(3)));
    expect(pageOf(state)).toEqual(['3']);
  });

  it('reads the page before once more when the list became shorter, and then goes on', () => {
    const items = 'abcdefgh'.split('');
    expect(
      readAll((_, reading) => {
        if (reading === 2) items.splice(0, 1);
        return { items };
      }),
    ).toEqual('abcdefgh'.split(''));
  });

  it('loses nothing while a row leaves the list with every page', () => {
    const items = Array.from({ length: 30 }, (_, index) => `k${String(index).padStart(2, '0')}`);
    const removed: string[] = [];
    const seen = readAll((_, reading) => {
      if (reading > 1 && reading < 12) removed.push(...items.splice(0, 1));
      return { items };
    });
    expect(items.filter((key) => !seen.includes(key))).toEqual([]);
    expect(removed.length).toBe(10);
  });

  it('keeps pages the size they are', () => {
    expect(nextLink.sized(2)).toBe(nextLink);
  });
});
