import { z } from 'zod';
import { USELESS_PAGES_ALLOWED, type PageFacts, type Paging, type PagingState, type PagingStep } from './paging.ts';
import type { Query } from './provider.ts';

/**
 * Paging by a link to the next page, for providers with pages of a fixed size.
 *
 * Sample answer: `{ "item_count": 1240, "_links": { "next": { "href": "https://…/orders?page=3" } }, "_embedded": {…} }`; `nextKey` is
 * the link. Only its query is taken over: credentials go to the address we know, wherever a link leads. It ends when there is no
 * link, when a link leads to itself, and when a page comes again, which is what a number past the last page gives. Pages are never
 * counted. When the list became shorter, what we have not read has moved up: then the page before is read once more.
 */
export const nextLink: Paging = {
  pageSize: null,
  query: ({ pointer }) => (pointer === null ? {} : queryIn(pointer)),
  next: step,
  sized: () => nextLink,
};

/** What is remembered of the page before. `unchecked`: pages still to pass after reading went back. */
const Before = z.object({
  first: z.string().nullable(),
  last: z.string().nullable(),
  rows: z.number(),
  total: z.number().nullable(),
  pointer: z.string().nullable(),
  /** First key of the list's first page. */
  head: z.string().nullable(),
  unchecked: z.number(),
});
type Before = z.infer<typeof Before>;

const beforeOf = ({ edges }: PagingState): Before | null => (edges === '' ? null : Before.parse(JSON.parse(edges)));

function step(state: PagingState, page: PageFacts): PagingStep {
  const before = beforeOf(state);
  if (before?.unchecked === 0) {
    if (hasShrunk(before, page)) return { end: false, state: oneBack(state, before, page) };
    if (isUseless(before, page)) return afterUselessPage(state, page);
  }
  return forward(state, before, page);
}

function forward(state: PagingState, before: Before | null, page: PageFacts): PagingStep {
  const pointer = pointerIn(page.nextKey);
  if (pointer === null || pointer === state.pointer) return { end: true };
  const now: Before = {
    ...shownBy(page),
    pointer: state.pointer,
    head: before === null ? (page.keys[0] ?? null) : before.head,
    unchecked: Math.max(0, (before?.unchecked ?? 0) - 1),
  };
  const offset = state.offset + page.keys.length;
  return { end: false, state: { ...state, pointer, offset, edges: JSON.stringify(now), useless: 0 } };
}

const shownBy = ({ keys, total }: PageFacts) => ({
  first: keys[0] ?? null,
  last: keys.at(-1) ?? null,
  rows: keys.length,
  total,
});

const hasShrunk = (before: Before, { total }: PageFacts) =>
  before.total !== null && total !== null && total < before.total;

/** The page before and this one, as they are now, hold whatever has moved from one to the other: neither is judged again. */
function oneBack(state: PagingState, before: Before, { total }: PageFacts): PagingState {
  const edges = JSON.stringify({ ...before, total, unchecked: 2 });
  const offset = Math.max(0, state.offset - before.rows);
  return { ...state, pointer: before.pointer, offset, edges, useless: 0, stepsBack: state.stepsBack + 1 };
}

function isUseless(before: Before, page: PageFacts): boolean {
  const { first, last, rows } = shownBy(page);
  if (rows === 0) return true;
  return (first !== null && first === before.head) || (first === before.first && last === before.last);
}

/** Once everything has come, this is the end. Before that it may be a passing fault: it is asked for again, and then passed over. */
function afterUselessPage(state: PagingState, page: PageFacts): PagingStep {
  const isWhole = state.offset >= (page.total ?? 0);
  if (!isWhole && state.useless < USELESS_PAGES_ALLOWED) {
    return { end: false, state: { ...state, useless: state.useless + 1 } };
  }
  const pointer = pointerIn(page.nextKey);
  const isEmpty = page.keys.length === 0;
  return isEmpty && pointer !== null && pointer !== state.pointer && state.useless < 2 * USELESS_PAGES_ALLOWED
    ? { end: false, state: { ...state, pointer, useless: state.useless + 1 } }
    : { end: true };
}

/** The query of a link; null when there is no link. */
function pointerIn(link: string | null): string | null {
  if (link === null || link === '') return null;
  const start = link.indexOf('?');
  return start < 0 ? '' : (link.slice(start + 1).split('#')[0] ?? '');
}

function queryIn(pointer: string): Query {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(pointer)) (query[name] ??= []).push(value);
  return query;
}
