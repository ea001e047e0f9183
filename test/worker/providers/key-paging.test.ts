import { describe, expect, it } from 'vitest';
import { afterLastRow, nextKey } from '../../../worker/providers/key-paging.ts';
import { pagingStart, type Paging, type PagingState } from '../../../worker/providers/paging.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
const unknown = () => false;

const after = (pageSize: number) =>
  afterLastRow({ limitParameter: 'limit', afterParameter: 'starting_after', pageSize });

type Server = (pointer: string | null) => { keys: string[]; nextKey: string | null };

/** Reads until the end; answers the keys in the order they came, and how many pages it took. */
function readAll(paging: Paging, server: Server, ceiling = 100) {
  const seen: string[] = [];
  let state: PagingState = pagingStart;
  for (let pages = 1; pages <= ceiling; pages += 1) {
    const { keys, nextKey: next } = server(state.pointer);
    seen.push(...keys);
    const step = paging.next(state, { keys, nextKey: next, total: null, isKnown: unknown });
    if (step.end) return { seen, pages };
    state = step.state;
  }
  throw new Error('reading does not end');
}

/** A list read after a row; a row that is not there any more gives an empty page. `announces` fills links.next. */
const listServer =
  (rows: string[], size: number, announces = true): Server =>
  (pointer) => {
    const from = pointer === null ? 0 : rows.indexOf(pointer) + 1;
    if (pointer !== null && from === 0) return { keys: [], nextKey: null };
    const keys = rows.slice(from, from + size);
    return { keys, nextKey: announces && from + size < rows.length ? 'next' : null };
  };

describe('reading after the last row', () => {
  it.each([0, 1, 2, 3, 4, 5, 99])('brings all %i rows, also when no next page is ever announced', (count) => {
    for (const announces of [true, false]) {
      const { seen } = readAll(after(2), listServer(numbered(count), 2, announces));
      expect([...new Set(seen)]).toEqual(numbered(count));
    }
  });

  it('goes on after a short page that announces another', () => {
    expect(readAll(after(100), listServer(numbered(7), 3)).seen).toEqual(numbered(7));
  });

  it('asks once more from a row before when the last row has left the list', () => {
    const rows = numbered(10);
    const server: Server = (pointer) => {
      if (pointer === 't3') rows.splice(rows.indexOf('t3'), 1);
      return listServer(rows, 4)(pointer);
    };
    const { seen } = readAll(after(4), server);
    expect(numbered(10).filter((key) => !seen.includes(key))).toEqual([]);
  });

  it('goes far enough back when many rows left the list at once', () => {
    const rows = numbered(30);
    const server: Server = (pointer) => {
      if (pointer === 't19') rows.splice(11, 9);
      return listServer(rows, 10)(pointer);
    };
    const { seen, pages } = readAll(after(10), server);
    expect(numbered(30).filter((key) => !seen.includes(key))).toEqual([]);
    expect(pages).toBeLessThan(10);
  });

  it('ends a list of full pages with a row each', () => {
    expect(readAll(after(1), listServer(numbered(3), 1, false)).seen).toEqual(['t0', 't1', 't2', 't2']);
  });

  it('goes on behind an earlier row, at last from the front, when a pointer is refused, and not for ever', () => {
    const paging = afterLastRow({
      limitParameter: 'limit',
      afterParameter: 'starting_after',
      pageSize: 4,
      forgets: true,
    });
    const first = paging.next(pagingStart, { keys: numbered(4), nextKey: 'next', total: null, isKnown: unknown });
    expect(paging.refused?.(pagingStart)).toBeNull();
    const pointers: (string | null)[] = [];
    for (let state = first.end ? null : first.state; state; state = paging.refused?.(state) ?? null) {
      pointers.push(state.pointer);
    }
    expect(pointers).toEqual(['t3', 't2', 't0', null]);
    const worn = { ...pagingStart, pointer: 't3', tail: numbered(4), stepsBack: 30 };
    expect(paging.refused?.(worn)).toBeNull();
    expect(after(4).refused).toBeUndefined();
  });

  it('gives up on a server that answers every page alike', () => {
    expect(() => readAll(after(2), () => ({ keys: ['a', 'b'], nextKey: 'next' }))).toThrow('the same page came again');
  });
});

describe('reading by the key of the next page', () => {
  const paging = nextKey({ limitParameter: 'limit', keyParameter: 'key', pageSize: 2 });

  it('sends the key it was given, and nothing on the first page', () => {
    expect(paging.query(pagingStart)).toEqual({ limit: '2', key: undefined });
    expect(paging.query({ ...pagingStart, pointer: 'k2' })).toEqual({ limit: '2', key: 'k2' });
  });

  it('goes on over empty pages and ends without a key', () => {
    const pages: Record<string, { keys: string[]; nextKey: string | null }> = {
      first: { keys: ['a'], nextKey: 'k1' },
      k1: { keys: [], nextKey: 'k2' },
      k2: { keys: ['b'], nextKey: '' },
    };
    const { seen } = readAll(paging, (pointer) => pages[pointer ?? 'first'] ?? { keys: [], nextKey: null });
    expect(seen).toEqual(['a', 'b']);
  });

  it('notices a key that leads to itself', () => {
    expect(() => readAll(paging, () => ({ keys: ['a'], nextKey: 'k1' }))).toThrow('the same page key came again');
  });
});
