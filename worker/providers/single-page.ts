import type { Paging } from './paging.ts';

/** A list that comes whole in one answer. */
export const singlePage: Paging = {
  pageSize: null,
  query: () => ({}),
  next: () => ({ end: true }),
  sized: () => singlePage,
};

const INPUTS_A_PAGE = 40;

/** Goes through so many inputs of ours, some at a time. */
export const throughInputs = (count: number): Paging => ({
  pageSize: INPUTS_A_PAGE,
  query: () => ({}),
  next: (state) => {
    const offset = state.offset + INPUTS_A_PAGE;
    return offset >= count ? { end: true } : { end: false, state: { ...state, offset } };
  },
  sized: () => throughInputs(count),
});
