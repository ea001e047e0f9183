/** Charts are stored, not drawn. Their sources and places follow the grid. */
import type { EmbeddedChart, GridRange } from '../schema.generated.ts';
import { type FieldType, messageFields } from '../wire/schema.ts';
import { movedRange } from './follow-formulas.ts';
import type { Motion } from './motion.ts';
import type { Tab } from './tab.ts';

type RangeChange = (range: GridRange) => GridRange | undefined;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changedValue(value: unknown, type: FieldType, change: RangeChange): unknown {
  if (type.kind === 'list' && Array.isArray(value)) {
    return value.map((one) => changedValue(one, type.item, change)).filter((one) => one !== undefined);
  }
  if (type.kind !== 'message' || !isRecord(value)) return value;
  if (type.name === 'GridRange') return change(value);
  const fields = messageFields(type.name);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const field = fields.get(name);
      return [name, field ? changedValue(part, field.type, change) : part];
    }),
  );
}

/** The chart with every range in it changed; a range without cells is left out. */
export function withRanges(chart: EmbeddedChart, change: RangeChange): EmbeddedChart {
  const spec = changedValue(chart.spec, { kind: 'message', name: 'ChartSpec' }, change);
  return isRecord(spec) ? { ...chart, spec } : chart;
}

/** The place of a chart's corner; it stays on the grid when its own cell is deleted. */
function movedPlace(chart: EmbeddedChart, motion: Motion): EmbeddedChart {
  const overlay = chart.position?.overlayPosition;
  const anchor = overlay?.anchorCell;
  if (!anchor || (anchor.sheetId ?? 0) !== motion.tab.sheetId) return chart;
  const { rowIndex: row = 0, columnIndex: column = 0 } = anchor;
  const landing = motion.landing({
    startRowIndex: row,
    endRowIndex: row + 1,
    startColumnIndex: column,
    endColumnIndex: column + 1,
  });
  if (!landing || landing.tab !== motion.tab) return chart;
  const { startRowIndex: rowIndex, startColumnIndex: columnIndex } = landing.box;
  const anchorCell = { ...anchor, rowIndex, columnIndex };
  return { ...chart, position: { ...chart.position, overlayPosition: { ...overlay, anchorCell } } };
}

/** The chart after the motion. */
export function movedChart(chart: EmbeddedChart, motion: Motion): EmbeddedChart {
  return movedPlace(
    withRanges(chart, (range) => movedRange(motion, range)),
    motion,
  );
}

/** The chart on a copy of its tab: what it showed of the tab it shows of the copy. */
export function clonedChart(chart: EmbeddedChart, source: Tab, sheetId: number): EmbeddedChart {
  const overlay = chart.position?.overlayPosition;
  const position = {
    ...chart.position,
    overlayPosition: { ...overlay, anchorCell: { ...overlay?.anchorCell, sheetId } },
  };
  const spec = withRanges(chart, (range) =>
    (range.sheetId ?? 0) === source.sheetId ? { ...range, sheetId } : range,
  ).spec;
  return { ...chart, spec, position };
}
