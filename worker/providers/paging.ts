import { z } from 'zod';
import type { Query } from './provider.ts';

export const PagingState = z.object({
  /** Rows before the next page. */
  offset: z.number(),
  /** Rows of the largest page so far; for lists whose page size nobody tells. */
  largest: z.number(),
  /** The provider's own pointer to the next page; for lists read by key. Null: the first page. */
  pointer: z.string().nullable(),
  /** Keys of the last rows of the page before; to be found again in the next page. */
  tail: z.array(z.string()),
  /** What the page before looked like, to notice a provider that answers every page alike. */
  edges: z.string(),
  /** Useless pages in a row: empty in the middle of the list, or the same as before. */
  useless: z.number(),
  /** Times reading stepped back. */
  stepsBack: z.number(),
});
/** Where reading a list stands; plain data that is stored with each page. */
export type PagingState = z.infer<typeof PagingState>;

export const pagingStart: PagingState = {
  offset: 0,
  largest: 0,
  pointer: null,
  tail: [],
  edges: '',
  useless: 0,
  stepsBack: 0,
};

/** What a page showed. */
export type PageFacts = {
  /** In order; null for a record that could not be read. */
  readonly keys: readonly (string | null)[];
  /** How many match in all, when the provider says so. */
  readonly total: number | null;
  /** See `ListAnswer`; absent: the keys. */
  readonly pointers?: readonly (string | null)[] | undefined;
  /** The provider's pointer to the next page, when it gives one. */
  readonly nextKey: string | null;
  readonly isKnown: (key: string) => boolean;
};

export type PagingStep = { readonly end: false; readonly state: PagingState } | { readonly end: true };

/** How a list is read page by page: pure functions from where reading stands, and the page just read, to what comes next. */
export type Paging = {
  /** Rows asked for at a time; null when the list comes whole. */
  readonly pageSize: number | null;
  readonly query: (state: PagingState) => Query;
  /** @throws PagingError when the pages make no sense. */
  readonly next: (state: PagingState, page: PageFacts) => PagingStep;
  /** Where to go on when the provider refuses the request of this state (its pointer may be gone); null: the refusal stands. */
  readonly refused?: (state: PagingState) => PagingState | null;
  /** The same with pages of this size; a list that comes whole stays whole. */
  readonly sized: (pageSize: number) => Paging;
};

/** The provider's pages make no sense; a person must look. */
export class PagingError extends Error {
  override readonly name = 'PagingError';
}

/** Useless pages in a row that are put up with. */
export const USELESS_PAGES_ALLOWED = 2;

/** First and last key, number and total: a list that grows at its front by a page at a time keeps its edges, but not its total. */
export function edgesOf({ keys, total }: PageFacts): string {
  return JSON.stringify([keys[0], keys.at(-1), keys.length, total]);
}
