import type { EmbeddedChart } from '../schema.generated.ts';
import { withRanges } from './follow-charts.ts';
import { printRange } from './print-range.ts';

/** A chart as the API prints it. */
export function printChart(chart: EmbeddedChart): EmbeddedChart {
  const overlay = chart.position?.overlayPosition;
  const anchor = overlay?.anchorCell;
  const anchorCell = anchor && {
    sheetId: anchor.sheetId || undefined,
    rowIndex: anchor.rowIndex || undefined,
    columnIndex: anchor.columnIndex || undefined,
  };
  const position = overlay ? { ...chart.position, overlayPosition: { ...overlay, anchorCell } } : chart.position;
  return { ...withRanges(chart, printRange), position };
}
