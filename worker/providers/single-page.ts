import type { Paging } from './paging.ts';

/** A list that comes whole in one answer. */
export const singlePage: Paging = {
  pageSize: null,
  query: () => ({}),
  next: () => ({ end: true }),
  sized: () => singlePage,
};
