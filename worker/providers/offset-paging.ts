import {
  edgesOf,
  PagingError,
  USELESS_PAGES_ALLOWED,
  type PageFacts,
  type Paging,
  type PagingState,
  type PagingStep,
} from './paging.ts';

export type OffsetOptions = {
  readonly limitParameter: string;
  readonly offsetParameter: string;
  readonly pageSize: number;
  /** Rows that are read again at the start of each page. */
  readonly overlap: number;
};

/**
 * Paging by `limit` and `offset` over a list that changes while it is read.
 *
 * Sample answer: `{ "total": 12480, "result": [...] }`. Pages overlap; when the last keys of a page are not found again in the
 * next one, rows before it have left the list and reading steps back. It ends on a page that is not full and reaches `total`.
 */
export function offset(options: OffsetOptions): Paging {
  const { limitParameter, offsetParameter, pageSize } = options;
  return {
    pageSize,
    query: (state) => ({ [limitParameter]: String(pageSize), [offsetParameter]: String(state.offset) }),
    next: (state, page) => step(options, state, page),
    sized: (size) => offset({ ...options, pageSize: size, overlap: Math.min(options.overlap, Math.floor(size / 2)) }),
  };
}

function step(options: OffsetOptions, state: PagingState, page: PageFacts): PagingStep {
  if (page.keys.length === 0) return afterEmptyPage(options, state, page);
  if (tailIsLost(options, state, page)) return { end: false, state: stepBack(options, state) };
  const useless = edgesOf(page) === state.edges ? state.useless + 1 : 0;
  if (useless > USELESS_PAGES_ALLOWED) throw new PagingError('the same page came again and again');
  const reached = state.offset + page.keys.length;
  if (page.keys.length < options.pageSize && reached >= (page.total ?? 0)) return { end: true };
  return { end: false, state: { ...forward(options, state, page, reached), useless } };
}

function forward(options: OffsetOptions, state: PagingState, page: PageFacts, reached: number): PagingState {
  // A server may answer fewer rows than asked for: the overlap must never eat the whole page.
  const overlap = Math.min(options.overlap, Math.floor(page.keys.length / 2));
  const tail = page.keys.slice(page.keys.length - overlap).filter((key) => key !== null);
  return { ...state, offset: reached - overlap, tail, edges: edgesOf(page) };
}

function afterEmptyPage(options: OffsetOptions, state: PagingState, page: PageFacts): PagingStep {
  if (state.offset < (page.total ?? 0)) {
    if (state.useless >= USELESS_PAGES_ALLOWED) {
      throw new PagingError(`the list ended at ${state.offset} of ${page.total}`);
    }
    return { end: false, state: { ...state, useless: state.useless + 1 } };
  }
  // The list became shorter than where we stand: what we have not read has moved up.
  return state.tail.length > 0 && state.offset > 0 ? { end: false, state: stepBack(options, state) } : { end: true };
}

/** Rows before this page left the list, so some we never read may stand before it now. */
function tailIsLost(options: OffsetOptions, state: PagingState, page: PageFacts): boolean {
  if (state.tail.length === 0 || state.offset === 0) return false;
  const tail = new Set(state.tail);
  if (page.keys.some((key) => key !== null && tail.has(key))) return false;
  // The opposite: rows came in before this page and pushed known ones into it. Nothing is skipped then. Once reading has stepped
  // back, known rows may also come from further down and prove nothing.
  if (state.stepsBack > 0) return true;
  const head = page.keys.slice(0, Math.max(1, options.overlap));
  return !head.every((key) => key !== null && page.isKnown(key));
}

function stepBack(options: OffsetOptions, state: PagingState): PagingState {
  const distance = Math.max(1, options.pageSize - options.overlap);
  const to = Math.max(0, state.offset - distance);
  // At the very start there is nothing further back: whatever the tail was, it is gone from the list.
  return { ...state, offset: to, tail: to === 0 ? [] : state.tail, useless: 0, stepsBack: state.stepsBack + 1 };
}
