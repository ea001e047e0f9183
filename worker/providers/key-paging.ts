import { PagingError, type Paging } from './paging.ts';

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
    query: ({ pointer }) => ({ [limitParameter]: String(pageSize), [keyParameter]: pointer ?? undefined }),
    next(state, { nextKey: pointer }) {
      if (pointer === null || pointer === '') return { end: true };
      if (pointer === state.pointer) throw new PagingError('the same page key came again');
      return { end: false, state: { ...state, pointer } };
    },
    sized: (size) => nextKey({ ...options, pageSize: size }),
  };
}
