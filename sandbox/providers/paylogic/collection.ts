import { commonLinks, type Json, type LinkTo } from './hal.ts';
import type { PaylogicSwitches } from './switches.ts';

export type PageRequest = {
  /** Path of the collection. */
  readonly path: string;
  readonly profile: string;
  /** The query as it came, without `page`; links repeat it. */
  readonly query: URLSearchParams;
  readonly page: number;
  readonly link: LinkTo;
  readonly switches: PaylogicSwitches;
  /** Called when a page was troubled. */
  readonly setSwitches: (patch: Partial<PaylogicSwitches>) => void;
};

/** One page of a collection; `write` makes the lists under `_embedded`. */
export function collectionPage<T>(
  items: readonly T[],
  request: PageRequest,
  write: (part: readonly T[]) => Json,
): Json {
  const { switches, page } = request;
  const last = Math.max(Math.ceil(items.length / switches.pageSize), 1);
  const shown = switches.pastTheEnd === 'last-page' ? Math.min(page, last) : page;
  return {
    _links: pageLinks(request, shown, last),
    item_count: items.length + switches.itemCountDelta,
    _embedded: write(partOf(items, shown, request)),
  };
}

function partOf<T>(items: readonly T[], page: number, { switches, setSwitches }: PageRequest): readonly T[] {
  const { pageSize, pageTrouble } = switches;
  const part = (number: number) => items.slice((number - 1) * pageSize, number * pageSize);
  if (!pageTrouble || page < pageTrouble.fromPage) return part(page);
  const times = pageTrouble.times - 1;
  setSwitches({ pageTrouble: times > 0 ? { ...pageTrouble, times } : null });
  return pageTrouble.kind === 'empty' ? [] : part(page - 1);
}

function pageLinks(request: PageRequest, page: number, last: number): Json {
  const { path, profile, query, link, switches } = request;
  const to = (number: number): string => {
    const pairs = new URLSearchParams(query);
    if (number > 1) pairs.set('page', String(number));
    return pairs.size > 0 ? `${path}?${pairs.toString()}` : path;
  };
  return {
    ...commonLinks(link, to(page), profile),
    first: link(to(1)),
    ...(page > 1 && { prev: link(to(page - 1)) }),
    ...(page < last && { next: link(to(page + 1)) }),
    ...(page >= last && nextOfLast(link(to(last + 1)), switches)),
    last: link(to(last)),
  };
}

function nextOfLast(beyond: unknown, { lastNext }: PaylogicSwitches): Json {
  if (lastNext === 'absent') return {};
  return { next: lastNext === 'null' ? null : beyond };
}
