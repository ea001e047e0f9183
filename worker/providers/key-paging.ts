import {
  edgesOf,
  PagingError,
  USELESS_PAGES_ALLOWED,
  type PageFacts,
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
  readonly limitParameter?: string;
  /** Carries the key of the last row received, or its pointer (see `ListAnswer`). */
  readonly afterParameter: string;
  /** Null: the provider takes no size, and a short page says nothing. */
  readonly pageSize: number | null;
  /** Whether the provider may refuse a pointer whose row has left the list; then reading goes on behind a row before it. */
  readonly forgets?: boolean;
};

/** Earlier rows that can serve as a pointer when the last ones have left the list, such as all tickets of an order. */
const POINTERS_KEPT = 32;
/** A list that gives nothing behind more rows than this has another reason. */
const STEPS_BACK_ALLOWED = 30;

/**
 * Paging by the key of the last row received.
 *
 * Sample answer: `{ "data": [...], "links": { "next": "/v1/orders?starting_after=or_120" } }`. A full page is followed by another,
 * whatever the answer says about a next one; it ends on a page that is neither full nor announces one. An empty page may only
 * mean that the last row has left the list, so it is asked for again from rows before it.
 */
export function afterLastRow(options: AfterOptions): Paging {
  const { limitParameter, afterParameter, pageSize } = options;
  const limit = limitParameter === undefined ? {} : { [limitParameter]: String(pageSize) };
  return {
    pageSize,
    query: ({ pointer }) => ({ ...limit, [afterParameter]: pointer ?? undefined }),
    next(state, page) {
      if (page.keys.length === 0) return afterEmptyPage(state);
      const pointers = (page.pointers ?? page.keys).filter((key) => key !== null);
      const useless = edgesOf(page) === state.edges ? state.useless + 1 : 0;
      if (useless > USELESS_PAGES_ALLOWED) throw new PagingError('the same page came again and again');
      const offset = state.offset + pointers.filter((pointer) => !state.tail.includes(pointer)).length;
      const isShort = pageSize === null ? isLast(state, page, { pointers, offset }) : page.keys.length < pageSize;
      const isOver = isShort || state.edges === nothingAfter(pointers.at(-1));
      if (isOver && page.nextKey === null) return { end: true };
      const tail = [...state.tail, ...pointers].slice(-POINTERS_KEPT);
      const largest = Math.max(state.largest, page.keys.length);
      const pointer = tail.at(-1) ?? null;
      return { end: false, state: { ...state, offset, largest, pointer, tail, edges: edgesOf(page), useless } };
    },
    ...(options.forgets === true && { refused: beforeRefused }),
    sized: (size) => afterLastRow({ ...options, pageSize: pageSize && size }),
  };
}

/**
 * Whether a page without a size is the last: it brought nothing but the row it goes on from, or it is a small one that reaches
 * the total. The total alone says nothing: it shrinks with rows that were read and left since.
 */
function isLast(
  state: PagingState,
  { keys, total }: PageFacts,
  { pointers, offset }: { pointers: readonly string[]; offset: number },
): boolean {
  if (pointers.every((pointer) => pointer === state.pointer)) return true;
  return total !== null && offset >= total && (state.offset === 0 || keys.length < state.largest);
}

function afterEmptyPage(state: PagingState): PagingStep {
  const back = stepBack(state);
  return back.pointer === null || state.stepsBack >= STEPS_BACK_ALLOWED ? { end: true } : { end: false, state: back };
}

function beforeRefused(state: PagingState): PagingState | null {
  return state.pointer === null || state.stepsBack >= STEPS_BACK_ALLOWED ? null : stepBack(state);
}

/** Twice as far with every step: rows that were sold together leave together. Behind the last row kept, the front of the list. */
function stepBack(state: PagingState): PagingState {
  const tail = state.tail.slice(0, -(state.useless + 1));
  const useless = state.useless * 2 + 1;
  const edges = nothingAfter(state.pointer);
  const pointer = tail.at(-1) ?? null;
  const offset = pointer === null ? 0 : state.offset;
  return { ...state, offset, pointer, tail, edges, useless, stepsBack: state.stepsBack + 1 };
}

/** Stands for the page that did not come: if reading from further back ends on the same row, the list ends there. */
const nothingAfter = (key: string | null | undefined): string => `nothing after ${key}`;
