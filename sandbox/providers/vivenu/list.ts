import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SimulatorEnv } from '../simulator.ts';
import type { Filter } from './query.ts';
import type { VivenuState } from './state.ts';
import type { VivenuSwitches } from './switches.ts';
import type { Wire } from './wire.ts';
import type { EventStore } from './world.ts';

/** A list to read part by part. */
export type List<Row> = {
  /** What the vendor calls it in the answer. */
  readonly key: 'docs' | 'rows';
  /** Those that match, in the order of the day. */
  readonly rows: readonly Row[];
  readonly write: (row: Row) => Wire;
};

const DEFAULT_TOP = 25;

/** Sends one part; afterwards whatever happens after a page happens in these stores. */
export function sendPart<Row>(
  c: Context<SimulatorEnv>,
  state: VivenuState,
  list: List<Row>,
  filter: Filter,
  stores: readonly EventStore[] = [],
): Response {
  const switches = state.switches();
  const top = topOf(filter, switches);
  const skip = filter.number('skip') ?? 0;
  refuseDeep(top, skip, switches);
  const rows = partOf(list, top, skip, state).map(list.write);
  const key = switches.envelope === 'documented' ? list.key : switches.envelope;
  state.changes.afterPage(stores);
  return c.json({ [key]: rows, total: list.rows.length + switches.totalDelta });
}

function topOf(filter: Filter, { topCeiling, topAboveCeiling }: VivenuSwitches): number {
  const top = filter.number('top') ?? Math.min(DEFAULT_TOP, topCeiling);
  if (top > topCeiling && topAboveCeiling === 'refuse') {
    throw new Refusal(400, `Parameter 'top' must be at most ${topCeiling}`);
  }
  return Math.min(top, topCeiling);
}

function refuseDeep(top: number, skip: number, { deepReading }: VivenuSwitches): void {
  if (deepReading && skip >= deepReading.fromSkip && top > deepReading.mostTop) {
    throw new Refusal(503, 'The query took too long');
  }
}

function partOf<Row>({ rows }: List<Row>, top: number, skip: number, state: VivenuState): readonly Row[] {
  const { pageTrouble } = state.switches();
  if (!pageTrouble || skip < pageTrouble.fromSkip) return rows.slice(skip, skip + top);
  const times = pageTrouble.times - 1;
  state.setSwitches({ pageTrouble: times > 0 ? { ...pageTrouble, times } : null });
  return pageTrouble.kind === 'empty' ? [] : rows.slice(Math.max(skip - top, 0), skip);
}
