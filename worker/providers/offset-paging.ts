import { z } from 'zod';

/**
 * Paging by `limit` and `offset` over a list that changes while it is read.
 *
 * Sample answer: `{ "total": 12480, "result": [...] }`. Pages overlap; when the last keys of a page are not found again in the
 * next one, rows before it have left the list and reading steps back. It ends on a page that is not full and reaches `total`.
 */
export type OffsetPaging = {
  readonly limitParameter: string;
  readonly offsetParameter: string;
  readonly pageSize: number;
  /** Rows that are read again at the start of each page. */
  readonly overlap: number;
};

export const OffsetState = z.object({
  offset: z.number(),
  /** Keys of the last rows of the page before; to be found again in the next page. */
  tail: z.array(z.string()),
  /** First and last key of the page before, to notice a provider that answers every page alike. */
  edges: z.string(),
  /** Useless pages in a row: empty in the middle of the list, or the same as before. */
  useless: z.number(),
  /** Times reading stepped back. */
  stepsBack: z.number(),
});
/** Where reading stands; plain data that is stored with each page. */
export type OffsetState = z.infer<typeof OffsetState>;

/** What a page showed: its keys in order (null for a record that could not be read), the total, and which keys are known. */
export type PageFacts = {
  readonly keys: readonly (string | null)[];
  readonly total: number | null;
  readonly isKnown: (key: string) => boolean;
};

export type OffsetStep = { readonly end: false; readonly state: OffsetState } | { readonly end: true };

/** The provider's pages make no sense; a person must look. */
export class PagingError extends Error {
  override readonly name = 'PagingError';
}

const USELESS_PAGES_ALLOWED = 2;

export const offsetStart: OffsetState = { offset: 0, tail: [], edges: '', useless: 0, stepsBack: 0 };

/**
 * From the page just read to where the next one begins.
 *
 * @throws PagingError when the list stays empty before its end, or every page is the same.
 */
export function offsetStep(paging: OffsetPaging, state: OffsetState, page: PageFacts): OffsetStep {
  if (page.keys.length === 0) return afterEmptyPage(paging, state, page);
  if (tailIsLost(paging, state, page)) return { end: false, state: stepBack(paging, state, state.tail) };
  const useless = edgesOf(page) === state.edges ? state.useless + 1 : 0;
  if (useless > USELESS_PAGES_ALLOWED) throw new PagingError('the same page came again and again');
  const reached = state.offset + page.keys.length;
  if (page.keys.length < paging.pageSize && reached >= (page.total ?? 0)) return { end: true };
  return { end: false, state: { ...forward(paging, state, page, reached), useless } };
}

function forward(paging: OffsetPaging, state: OffsetState, page: PageFacts, reached: number): OffsetState {
  // A server may answer fewer rows than asked for: the overlap must never eat the whole page.
  const overlap = Math.min(paging.overlap, Math.floor(page.keys.length / 2));
  const tail = page.keys.slice(page.keys.length - overlap).filter((key) => key !== null);
  return { offset: reached - overlap, tail, edges: edgesOf(page), useless: 0, stepsBack: state.stepsBack };
}

function afterEmptyPage(paging: OffsetPaging, state: OffsetState, page: PageFacts): OffsetStep {
  if (state.offset < (page.total ?? 0)) {
    if (state.useless >= USELESS_PAGES_ALLOWED) {
      throw new PagingError(`the list ended at ${state.offset} of ${page.total}`);
    }
    return { end: false, state: { ...state, useless: state.useless + 1 } };
  }
  // The list became shorter than where we stand: what we have not read has moved up.
  return state.tail.length > 0 && state.offset > 0
    ? { end: false, state: stepBack(paging, state, state.tail) }
    : { end: true };
}

/** Rows before this page left the list, so some we never read may stand before it now. */
function tailIsLost(paging: OffsetPaging, state: OffsetState, page: PageFacts): boolean {
  if (state.tail.length === 0 || state.offset === 0) return false;
  const tail = new Set(state.tail);
  if (page.keys.some((key) => key !== null && tail.has(key))) return false;
  // The opposite: rows came in before this page and pushed known ones into it. Nothing is skipped then. Once reading has stepped
  // back, known rows may also come from further down and prove nothing.
  if (state.stepsBack > 0) return true;
  const head = page.keys.slice(0, Math.max(1, paging.overlap));
  return !head.every((key) => key !== null && page.isKnown(key));
}

function stepBack(paging: OffsetPaging, state: OffsetState, tail: string[]): OffsetState {
  const distance = Math.max(1, paging.pageSize - paging.overlap);
  const offset = Math.max(0, state.offset - distance);
  // At the very start there is nothing further back: whatever the tail was, it is gone from the list.
  return { ...state, offset, tail: offset === 0 ? [] : tail, useless: 0, stepsBack: state.stepsBack + 1 };
}

function edgesOf(page: PageFacts): string {
  // A list that grows at its front by a page at a time also shows one page twice, but its total grows.
  return JSON.stringify([page.keys[0], page.keys.at(-1), page.keys.length, page.total]);
}
