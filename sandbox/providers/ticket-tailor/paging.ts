import { Refusal } from '../refusal.ts';
import type { TicketTailorSwitches } from './switches.ts';
import type { Wire } from './wire.ts';

/** A list to read page by page. */
export type List<Row> = {
  /** Where it is found, such as `/v1/orders`. */
  readonly path: string;
  /** All rows the cursor may name, oldest first. */
  readonly rows: readonly Row[];
  readonly id: (row: Row) => string;
  /** Whether the filters let it through. */
  readonly matches: (row: Row) => boolean;
  readonly write: (row: Row) => Wire;
};

export type PageQuery = {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
};

type Page = { readonly data: readonly Wire[]; readonly links: { next: string | null; previous: string | null } };

/** One page of a list. @throws Refusal 400 for a wrong limit or cursor. */
export function pageOf<Row>(list: List<Row>, query: PageQuery, switches: TicketTailorSwitches): Page {
  const limit = limitOf(query.limit, switches);
  const rows = switches.order === 'newest-first' ? list.rows.toReversed() : list.rows;
  const start = startOf(list, rows, query, switches);
  if (start === undefined) return { data: [], links: { next: null, previous: null } };
  const backwards = query.ending_before !== undefined;
  const found = collect(list, rows, start, backwards ? -1 : 1, limit + 1);
  const shown = found.slice(0, limit);
  const more = found.length > limit || (switches.lastLink === 'when-full' && shown.length === limit);
  const [nearest] = shown;
  const beside = nearest !== undefined && hasMore(list, rows, nearest, backwards ? 1 : -1);
  if (backwards) shown.reverse();
  return { data: shown.map(list.write), links: linksOf(list, shown, backwards ? [more, beside] : [beside, more]) };
}

/** Neither filters nor limit are in them: who follows one has to repeat those. */
function linksOf<Row>({ path, id }: List<Row>, shown: readonly Row[], [before, after]: boolean[]): Page['links'] {
  const [first] = shown;
  const last = shown.at(-1);
  return {
    next: after && last !== undefined ? `${path}?starting_after=${id(last)}` : null,
    previous: before && first !== undefined ? `${path}?ending_before=${id(first)}` : null,
  };
}

function limitOf(limit: number | undefined, { limitAbove100 }: TicketTailorSwitches): number {
  if (limit !== undefined && limit > 100 && limitAbove100 === 'refuse') {
    throw new Refusal(400, "Parameter 'limit' must be at most 100");
  }
  return Math.min(limit ?? 100, 100);
}

/** Where to begin; `undefined` for a cursor that names nothing when that gives an empty list. */
function startOf<Row>(
  list: List<Row>,
  rows: readonly Row[],
  query: PageQuery,
  switches: TicketTailorSwitches,
): number | undefined {
  const { starting_after: after, ending_before: before } = query;
  if (after !== undefined && before !== undefined) {
    throw new Refusal(400, "Give 'starting_after' or 'ending_before', not both");
  }
  const cursor = after ?? before;
  if (cursor === undefined) return 0;
  const position = rows.findIndex((row) => list.id(row) === cursor);
  const row = rows[position];
  const isLost = row === undefined || (switches.changedCursor === 'unknown' && !list.matches(row));
  if (!isLost) return after === undefined ? position - 1 : position + 1;
  if (switches.unknownCursor === 'empty') return undefined;
  throw new Refusal(400, `No such row: '${cursor}'`);
}

function collect<Row>(list: List<Row>, rows: readonly Row[], start: number, step: 1 | -1, most: number): Row[] {
  const found: Row[] = [];
  for (let position = start; found.length < most; position += step) {
    const row = rows[position];
    if (row === undefined) break;
    if (list.matches(row)) found.push(row);
  }
  return found;
}

function hasMore<Row>(list: List<Row>, rows: readonly Row[], from: Row, step: 1 | -1): boolean {
  return collect(list, rows, rows.indexOf(from) + step, step, 1).length > 0;
}

/** The page in the outer shape the switches ask for. */
export function inEnvelope(page: Page, { envelope }: TicketTailorSwitches): unknown {
  if (envelope === 'bare-list') return page.data;
  return envelope === 'data' ? page : { results: page.data, links: page.links };
}
