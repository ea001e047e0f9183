import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, startClient } from './client.ts';

let client: Client;

beforeAll(async () => {
  client = await startClient();
});

afterAll(() => client.google.close());

function fresh(): Client {
  const { google } = client;
  return clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
}

const block = (startRowIndex: number, endRowIndex: number, startColumnIndex = 0, endColumnIndex = 3) => ({
  sheetId: 0,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});
const shown = (range: ReturnType<typeof block>) => ({ ...range, sheetId: undefined });
const lines = (startIndex: number, endIndex: number, dimension = 'ROWS') => ({
  range: { sheetId: 0, dimension, startIndex, endIndex },
});
const rule = (formula: string, ...ranges: readonly object[]) => ({
  addConditionalFormatRule: {
    index: 0,
    rule: {
      ranges,
      booleanRule: {
        condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] },
        format: { textFormat: { bold: true } },
      },
    },
  },
});

async function structure(sheet: Client, fields: string): Promise<unknown> {
  const { text } = await sheet.call('GET', `?fields=${encodeURIComponent(fields)}&prettyPrint=false`);
  return JSON.parse(text);
}

const chart = {
  addChart: {
    chart: {
      chartId: 5,
      spec: {
        title: 'Sales',
        basicChart: {
          chartType: 'LINE',
          domains: [{ domain: { sourceRange: { sources: [block(1, 6, 0, 1)] } } }],
          series: [{ series: { sourceRange: { sources: [block(1, 6, 1, 2)] } } }],
        },
      },
      position: { overlayPosition: { anchorCell: { sheetId: 0, rowIndex: 8, columnIndex: 4 } } },
    },
  },
};

/** Everything a tab can have around the block A2:C6. */
async function dressed(): Promise<Client> {
  const sheet = fresh();
  const answer = await sheet.batch(
    { addNamedRange: { namedRange: { namedRangeId: 'n', name: 'Block', range: block(1, 6) } } },
    { setBasicFilter: { filter: { range: block(0, 6), filterSpecs: [{ columnIndex: 1, filterCriteria: {} }] } } },
    { addFilterView: { filter: { filterViewId: 3, title: 'Mine', range: block(0, 6) } } },
    { addProtectedRange: { protectedRange: { protectedRangeId: 4, range: block(1, 6), warningOnly: true } } },
    { addBanding: { bandedRange: { bandedRangeId: 2, range: block(0, 6), rowProperties: {} } } },
    rule('=$C2="sold"', block(1, 6)),
    { mergeCells: { range: block(4, 6, 0, 1), mergeType: 'MERGE_ALL' } },
    {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: 8,
          metadataKey: 'row',
          visibility: 'DOCUMENT',
          location: { dimensionRange: { sheetId: 0, dimension: 'ROWS', startIndex: 5, endIndex: 6 } },
        },
      },
    },
    {
      updateCells: {
        start: { sheetId: 0, rowIndex: 0, columnIndex: 6 },
        rows: [{ values: [{ pivotTable: { source: block(0, 6), rows: [{ sourceColumnOffset: 0 }] } }] }],
        fields: 'pivotTable',
      },
    },
    chart,
  );
  expect(answer.status).toBe(200);
  return sheet;
}

/** First and last row of everything around the block, as people count them. */
async function extents(sheet: Client): Promise<Record<string, string>> {
  const fields =
    'namedRanges.range,sheets(basicFilter.range,filterViews.range,protectedRanges.range,bandedRanges.range,conditionalFormats.ranges,merges,charts(spec,position),data(rowData(values(pivotTable(source))),rowMetadata(developerMetadata)))';
  const { text } = await sheet.call('GET', `?fields=${encodeURIComponent(fields)}&prettyPrint=false`);
  const rows = (part: RegExp) => {
    const [, start = '', end = ''] = part.exec(text) ?? [];
    return `${Number(start) + 1}:${end}`;
  };
  const range = String.raw`[^}]*?"startRowIndex":(\d+),"endRowIndex":(\d+)`;
  return {
    named: rows(new RegExp(`"namedRanges":${range}`)),
    filter: rows(new RegExp(`"basicFilter":${range}`)),
    view: rows(new RegExp(`"filterViews":${range}`)),
    protected: rows(new RegExp(`"protectedRanges":${range}`)),
    banding: rows(new RegExp(`"bandedRanges":${range}`)),
    rule: rows(new RegExp(`"conditionalFormats":${range}`)),
    merge: rows(new RegExp(`"merges":${range}`)),
    pivot: rows(new RegExp(`"pivotTable":${range}`)),
    chart: rows(new RegExp(`"series":${range}`)),
    metadata: rows(/"dimensionRange":[^}]*?"startIndex":(\d+),"endIndex":(\d+)/),
    anchor: /"rowIndex":(\d+)/.exec(text)?.[1] ?? '',
  };
}

const before = {
  named: '2:6',
  filter: '1:6',
  view: '1:6',
  protected: '2:6',
  banding: '1:6',
  rule: '2:6',
  merge: '5:6',
  pivot: '1:6',
  chart: '2:6',
  metadata: '6:6',
  anchor: '8',
};

function rowsAt(start: string, end: string, wide: string, merge: string, metadata: string, anchor: string) {
  const inner = `${start}:${end}`;
  return {
    named: inner,
    protected: inner,
    rule: inner,
    chart: inner,
    filter: wide,
    view: wide,
    banding: wide,
    pivot: wide,
    merge,
    metadata,
    anchor,
  };
}

describe('what is tied to cells', () => {
  it('grows with rows that are inserted inside, and only with those', async () => {
    const sheet = await dressed();
    expect(await extents(sheet)).toEqual(before);
    await sheet.batch({ insertDimension: { ...lines(5, 8), inheritFromBefore: true } });
    expect(await extents(sheet)).toEqual(rowsAt('2', '9', '1:9', '5:9', '9:9', '11'));
    await sheet.batch({ insertDimension: { ...lines(9, 10), inheritFromBefore: true } });
    expect(await extents(sheet)).toEqual(rowsAt('2', '9', '1:9', '5:9', '9:9', '12'));
  });

  it('shrinks with rows that are deleted', async () => {
    const sheet = await dressed();
    await sheet.batch({ deleteDimension: lines(2, 4) });
    expect(await extents(sheet)).toEqual(rowsAt('2', '4', '1:4', '3:4', '4:4', '6'));
  });

  it('goes with rows that are moved', async () => {
    const sheet = await dressed();
    await sheet.batch({ moveDimension: { source: lines(0, 6).range, destinationIndex: 10 } });
    expect(await extents(sheet)).toEqual(rowsAt('6', '10', '5:10', '9:10', '10:10', '2'));
  });

  it('follows cells that are shifted, if it is not wider than they are', async () => {
    const sheet = await dressed();
    await sheet.batch({ insertRange: { range: block(3, 5), shiftDimension: 'ROWS' } });
    expect(await extents(sheet)).toEqual({ ...rowsAt('2', '8', '1:8', '7:8', '6:6', '8') });
    await sheet.batch({ deleteRange: { range: block(1, 4), shiftDimension: 'ROWS' } });
    expect(await extents(sheet)).toEqual({ ...rowsAt('2', '5', '1:5', '4:5', '6:6', '8') });
  });

  it('is gone with its last cell', async () => {
    const sheet = await dressed();
    await sheet.batch({ deleteDimension: lines(0, 6) });
    const left = await structure(
      sheet,
      'namedRanges,sheets(basicFilter,filterViews,protectedRanges,bandedRanges,conditionalFormats,merges,data.rowMetadata.developerMetadata)',
    );
    expect(JSON.stringify(left)).not.toMatch(/Range|Filter|merges|conditional|metadataId/);
  });

  it('names columns of filters by where they are now', async () => {
    const sheet = await dressed();
    await sheet.batch({ insertDimension: lines(0, 1, 'COLUMNS') });
    expect(await structure(sheet, 'sheets.basicFilter.filterSpecs.columnIndex')).toEqual({
      sheets: [{ basicFilter: { filterSpecs: [{ columnIndex: 2 }] } }],
    });
    await sheet.batch({ deleteDimension: lines(2, 3, 'COLUMNS') });
    expect(JSON.stringify(await structure(sheet, 'sheets.basicFilter'))).not.toContain('filterSpecs');
  });
});

describe('the formula of a conditional format', () => {
  const ruleOf = async (sheet: Client) =>
    structure(sheet, 'sheets.conditionalFormats(ranges(startRowIndex,endRowIndex),booleanRule.condition.values)');
  const expected = (formula: string, startRowIndex: number, endRowIndex: number) => ({
    sheets: [
      {
        conditionalFormats: [
          {
            ranges: [{ startRowIndex, endRowIndex }],
            booleanRule: { condition: { values: [{ userEnteredValue: formula }] } },
          },
        ],
      },
    ],
  });

  it('stays true for the first cell, and for the fixed ones it names', async () => {
    const sheet = fresh();
    await sheet.batch(rule('=AND($C2="sold",$A2<$F$9)', block(1, 6)), { insertDimension: lines(0, 2) });
    expect(await ruleOf(sheet)).toEqual(expected('=AND($C4="sold",$A4<$F$11)', 3, 8));
    await sheet.batch({ deleteDimension: lines(3, 4) });
    expect(await ruleOf(sheet)).toEqual(expected('=AND($C4="sold",$A4<$F$10)', 3, 7));
    await sheet.batch({ insertDimension: lines(5, 6) });
    expect(await ruleOf(sheet)).toEqual(expected('=AND($C4="sold",$A4<$F$11)', 3, 8));
  });
});

describe('a new row', () => {
  it('looks like its neighbour and takes the same values, but holds nothing of it', async () => {
    const sheet = fresh();
    const validation = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'yes' }] }, strict: true };
    const cell = {
      userEnteredValue: { stringValue: 'yes' },
      userEnteredFormat: { textFormat: { bold: true } },
      note: 'called',
      dataValidation: validation,
    };
    await sheet.batch(
      { updateCells: { start: { sheetId: 0, rowIndex: 1 }, rows: [{ values: [cell] }], fields: '*' } },
      { insertDimension: { ...lines(2, 3), inheritFromBefore: true } },
    );
    const fields = 'sheets.data.rowData.values(userEnteredValue,userEnteredFormat.textFormat,note,dataValidation)';
    const { text } = await sheet.call('GET', `?ranges=A3&fields=${fields}&prettyPrint=false`);
    const { userEnteredFormat, dataValidation } = cell;
    expect(JSON.parse(text)).toEqual({
      sheets: [{ data: [{ rowData: [{ values: [{ userEnteredFormat, dataValidation }] }] }] }],
    });
  });
});

describe('charts', () => {
  it('are kept as given, changed and deleted, and refused without a source that exists', async () => {
    const sheet = await dressed();
    const { spec } = chart.addChart.chart;
    await sheet.batch({ updateChartSpec: { chartId: 5, spec: { ...spec, title: 'Guests' } } });
    expect(await structure(sheet, 'sheets.charts(chartId,spec.title)')).toEqual({
      sheets: [{ charts: [{ chartId: 5, spec: { title: 'Guests' } }] }],
    });
    const beyond = {
      ...spec,
      basicChart: { series: [{ series: { sourceRange: { sources: [{ ...block(1, 6), sheetId: 9 }] } } }] },
    };
    expect((await sheet.batch({ updateChartSpec: { chartId: 5, spec: beyond } })).status).toBe(400);
    await sheet.batch({ deleteEmbeddedObject: { objectId: 5 } });
    expect(await structure(sheet, 'sheets.charts')).toEqual({ sheets: [{}] });
  });
});

describe('a warning', () => {
  it('never stops a program', async () => {
    const sheet = await dressed();
    expect((await sheet.write('A2', [['written']])).status).toBe(200);
    expect(await structure(sheet, 'sheets.protectedRanges(range,warningOnly)')).toEqual({
      sheets: [{ protectedRanges: [{ range: shown(block(1, 6)), warningOnly: true }] }],
    });
  });
});
