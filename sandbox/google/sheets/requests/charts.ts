/** Charts are stored with their sources and places; nothing is drawn. */
import { invalid, unsupported } from '../../api-error.ts';
import type {
  AddChartRequest,
  ChartSpec,
  DeleteEmbeddedObjectRequest,
  EmbeddedChart,
  EmbeddedObjectPosition,
  Response,
  UpdateChartSpecRequest,
  UpdateEmbeddedObjectPositionRequest,
} from '../../schema.generated.ts';
import { printChart } from '../charts.ts';
import { type Draft, newId, target } from '../draft.ts';
import { applyPath, parseUpdateMask } from '../field-mask.ts';
import { withRanges } from '../follow-charts.ts';
import type { Tab } from '../tab.ts';

const kinds = [
  'basicChart',
  'pieChart',
  'bubbleChart',
  'candlestickChart',
  'orgChart',
  'histogramChart',
  'waterfallChart',
  'treemapChart',
  'scorecardChart',
] as const satisfies readonly (keyof ChartSpec)[];

function demandSpec(draft: Draft, spec: ChartSpec | undefined): ChartSpec {
  if (!spec) throw invalid('chart.spec must be specified.');
  if (spec.dataSourceChartProperties) throw unsupported('A chart of a data source');
  if (!kinds.some((kind) => spec[kind] !== undefined)) throw invalid('chart.spec must have one kind of chart.');
  withRanges({ spec }, (range) => {
    target(draft, range);
    return range;
  });
  return spec;
}

const defaultSize = { widthPixels: 600, heightPixels: 371 } as const;

/** The tab a chart is put on, and its place as it is kept. */
function placeOf(draft: Draft, given: EmbeddedObjectPosition = {}): { tab: Tab; position: EmbeddedObjectPosition } {
  if (given.newSheet === true || given.sheetId !== undefined) throw unsupported('A chart on a sheet of its own');
  const { anchorCell = {}, ...overlay } = given.overlayPosition ?? {};
  const { sheetId, rowIndex = 0, columnIndex = 0 } = anchorCell;
  const tab = draft.book.tab(sheetId);
  if (rowIndex >= tab.rowCount || columnIndex >= tab.columnCount) throw invalid('anchorCell is outside of the grid.');
  const cell = { sheetId: tab.sheetId, rowIndex, columnIndex };
  return { tab, position: { overlayPosition: { ...defaultSize, ...overlay, anchorCell: cell } } };
}

function find(draft: Draft, id: number | undefined): { tab: Tab; chart: EmbeddedChart } {
  for (const tab of draft.book.tabs) {
    const chart = tab.charts.find((one) => one.chartId === id);
    if (chart) return { tab, chart };
  }
  throw invalid(`No embedded object with ID: ${id ?? 0}`);
}

export function addChart(draft: Draft, request: AddChartRequest): Response {
  const given = request.chart ?? {};
  const spec = demandSpec(draft, given.spec);
  const { tab, position } = placeOf(draft, given.position);
  const chartId = given.chartId ?? newId(draft);
  if (draft.book.tabs.some((one) => one.charts.some((chart) => chart.chartId === chartId))) {
    throw invalid(`An embedded object with ID ${chartId} already exists.`);
  }
  const chart: EmbeddedChart = { ...given, chartId, spec, position };
  tab.charts = [...tab.charts, chart];
  return { addChart: { chart: printChart(chart) } };
}

function replace(tab: Tab, before: EmbeddedChart, after: EmbeddedChart): void {
  tab.charts = tab.charts.map((one) => (one === before ? after : one));
}

export function updateChartSpec(draft: Draft, request: UpdateChartSpecRequest): Response {
  const { tab, chart } = find(draft, request.chartId);
  replace(tab, chart, { ...chart, spec: demandSpec(draft, request.spec) });
  return {};
}

export function deleteEmbeddedObject(draft: Draft, request: DeleteEmbeddedObjectRequest): Response {
  const { tab, chart } = find(draft, request.objectId);
  tab.charts = tab.charts.filter((one) => one !== chart);
  return {};
}

function isPosition(value: unknown): value is EmbeddedObjectPosition {
  return typeof value === 'object' && value !== null;
}

export function updateEmbeddedObjectPosition(draft: Draft, request: UpdateEmbeddedObjectPositionRequest): Response {
  const { tab, chart } = find(draft, request.objectId);
  const source = { overlayPosition: request.newPosition?.overlayPosition };
  const given = parseUpdateMask(request.fields, 'OverlayPosition').reduce<unknown>(
    (value, path) => applyPath(value, source, ['overlayPosition', ...path]),
    chart.position,
  );
  if (request.newPosition?.newSheet === true) throw unsupported('A chart on a sheet of its own');
  const place = placeOf(draft, isPosition(given) ? given : {});
  const moved = { ...chart, position: place.position };
  tab.charts = tab.charts.filter((one) => one !== chart);
  place.tab.charts = [...place.tab.charts, moved];
  return { updateEmbeddedObjectPosition: { position: printChart(moved).position } };
}
