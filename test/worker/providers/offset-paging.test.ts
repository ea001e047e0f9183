import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offset } from '../../../worker/providers/offset-paging.ts';
import { PagingError, pagingStart, type Paging } from '../../../worker/providers/paging.ts';

type Sized = { pageSize: number; overlap: number; paging: Paging };

const paging = (pageSize: number, overlap: number): Sized => ({
  pageSize,
  overlap,
  paging: offset({ limitParameter: 'limit', offsetParameter: 'offset', pageSize, overlap }),
});

/** Reads a list page by page while `change` is applied to it after each page; answers every key seen. */
function readAll(list: string[], options: Sized, change: (list: string[], page: number) => void, limit = 10_000) {
  const seen = new Set<string>();
  let state = pagingStart;
  for (let page = 1; page <= limit; page += 1) {
    const keys = list.slice(state.offset, state.offset + options.pageSize);
    const step = options.paging.next(state, {
      keys,
      nextKey: null,
      total: list.length,
      isKnown: (key) => seen.has(key),
    });
    for (const key of keys) seen.add(key);
    if (step.end) return { seen, pages: page };
    state = step.state;
    change(list, page);
  }
  throw new Error('reading does not end');
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
const nothing = () => undefined;

describe('reading a list by offset', () => {
  it.each([0, 1, 2, 3, 4, 5, 19, 20, 21, 100])('reads all %i rows of a list that stands still', (count) => {
    const { seen } = readAll(numbered(count), paging(4, 2), nothing);
    expect(seen.size).toBe(count);
  });

  it('reads a list of two full pages with the fewest requests the overlap allows', () => {
    expect(readAll(numbered(10), paging(6, 1), nothing).pages).toBe(2);
  });

  it('loses no row that stays, however many rows before it leave the list between two pages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.array(fc.nat(), { maxLength: 15 }), { maxLength: 12 }),
        (count, pageSize, removals) => {
          const list = numbered(count);
          const options = paging(pageSize, Math.min(3, Math.floor(pageSize / 2)));
          // With no overlap a shift cannot be noticed: then nothing is removed.
          const { seen } = readAll(list, options, (rows, page) => {
            if (options.overlap === 0) return;
            for (const at of removals[page - 1] ?? []) if (rows.length > 0) rows.splice(at % rows.length, 1);
          });
          expect(list.filter((key) => !seen.has(key))).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('loses no row when new ones come in at the front and at the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 2, max: 10 }),
        fc.array(fc.record({ front: fc.nat(9), end: fc.nat(9) }), { maxLength: 6 }),
        (count, pageSize, arrivals) => {
          const original = numbered(count);
          const list = [...original];
          const { seen } = readAll(list, paging(pageSize, 1), (rows, page) => {
            const { front = 0, end = 0 } = arrivals[page - 1] ?? {};
            rows.unshift(...Array.from({ length: front }, (_, index) => `f${page}-${index}`));
            rows.push(...Array.from({ length: end }, (_, index) => `e${page}-${index}`));
          });
          expect(original.filter((key) => !seen.has(key))).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('goes on when the server answers fewer rows than asked for', () => {
    const list = numbered(57);
    const seen = new Set<string>();
    let state = pagingStart;
    for (let pages = 0; pages < 100; pages += 1) {
      const keys = list.slice(state.offset, state.offset + 10);
      const step = paging(1000, 20).paging.next(state, {
        keys,
        nextKey: null,
        total: 57,
        isKnown: (key) => seen.has(key),
      });
      for (const key of keys) seen.add(key);
      if (step.end) break;
      state = step.state;
    }
    expect(seen.size).toBe(57);
  });

  it('reads past a total that is too small while pages are full', () => {
    const list = numbered(12);
    let state = pagingStart;
    const seen = new Set<string>();
    for (;;) {
      const keys = list.slice(state.offset, state.offset + 4);
      const step = paging(4, 1).paging.next(state, { keys, nextKey: null, total: 3, isKnown: (key) => seen.has(key) });
      for (const key of keys) seen.add(key);
      if (step.end) break;
      state = step.state;
    }
    expect(seen.size).toBe(12);
  });

  it('asks again for a page that is empty in the middle, and gives up when it stays empty', () => {
    const options = paging(2, 1);
    const facts = { keys: [], nextKey: null, total: 10, isKnown: () => false };
    let state = { ...pagingStart, offset: 4, tail: ['t4'] };
    for (const useless of [1, 2]) {
      const step = options.paging.next(state, facts);
      expect(step).toMatchObject({ end: false, state: { offset: 4, useless } });
      if (!step.end) state = step.state;
    }
    expect(() => options.paging.next(state, facts)).toThrow(new PagingError('the list ended at 4 of 10'));
  });

  it('gives up on a server that answers every page alike', () => {
    const facts = { keys: ['a', 'b'], nextKey: null, total: 100, isKnown: () => true };
    const read = () => {
      let state = pagingStart;
      for (let page = 0; page < 10; page += 1) {
        const step = paging(2, 1).paging.next(state, facts);
        if (step.end) return;
        state = step.state;
      }
    };
    expect(read).toThrow('the same page came again and again');
  });
});
