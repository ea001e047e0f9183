import {
  edgesOf,
  PagingError,
  USELESS_PAGES_ALLOWED,
  type Paging,
  type PagingState,
  type PagingStep,
} from './paging.ts';

type KeyOptions = {
  readonly limitParameter: string;
  /** Absent on the first page, then the key the page before gave. */
  readonly keyParameter: string;
  readonly pageSize: number;
};

/**
 * Paging by a key the provider gives with each page.
 *
 * Sample answer: `{ "pagination": { "nextPageKey": "k2" }, "result": [...] }`. It ends when there is no next key; pages may be
 * short, or empty, before that.
 */
export function nextKey(options: KeyOptions): Paging {
  const { limitParameter, keyParameter, pageSize } = options;
  return {
    pageSize,
    query: ({ pointer }) => ({ [limitParameter]: String(pageSize), [keyParameter]: pointer ?? undefined }),
    next(state, { nextKey: pointer }) {
      if (pointer === null || pointer === '') return { end: true };
      if (pointer === state.pointer) throw new PagingError('the same page key came again');
      return { end: false, state: { ...state, pointer } };
    },
    sized: (size) => nextKey({ ...options, pageSize: size }),
  };
}

type AfterOptions = {
  readonly limitParameter: string;
  /** Carries the key of the last row received. */
  readonly afterParameter: string;
  readonly pageSize: number;
};

/** Earlier rows that can serve as a pointer when the last one has left the list. */
const POINTERS_KEPT = 5;

/**
 * Paging by the key of the last row received.
 *
 * Sample answer: `{ "data": [...], "links": { "next": "/v1/orders?starting_after=or_120" } }`. A full page is followed by another,
 * whatever the answer says about a next one; it ends on a page that is neither full nor announces one. An empty page may only
 * mean that the last row has left the list, so it is asked for once more from a row before.
 */
export function afterLastRow(options: AfterOptions): Paging {
  const { limitParameter, afterParameter, pageSize } = options;
  return {
    pageSize,
    query: ({ pointer }) => ({ [limitParameter]: String(pageSize), [afterParameter]: pointer ?? undefined }),
    next(state, page) {
      if (page.keys.length === 0) return afterEmptyPage(state);
      const useless = edgesOf(page) === state.edges ? state.useless + 1 : 0;
      if (useless > USELESS_PAGES_ALLOWED) throw new PagingError('the same page came again and again');
      if (page.keys.length < pageSize && page.nextKey === null) return { end: true };
      const tail = page.keys.filter((key) => key !== null).slice(-POINTERS_KEPT);
      return { end: false, state: { ...state, pointer: tail.at(-1) ?? null, tail, edges: edgesOf(page), useless } };
    },
    sized: (size) => afterLastRow({ ...options, pageSize: size }),
  };
}

function afterEmptyPage(state: PagingState): PagingStep {
  const earlier = state.tail.slice(0, -1);
  const pointer = earlier.at(-1);
  if (pointer === undefined || state.useless > 0) return { end: true };
  return { end: false, state: { ...state, pointer, tail: [], useless: 1, stepsBack: state.stepsBack + 1 } };
}
