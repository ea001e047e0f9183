/** Proto names of enums, which the discovery document leaves out and error texts spell. */

const shared: Readonly<Record<string, string>> = {
  dimension: 'Dimension',
  majorDimension: 'Dimension',
  shiftDimension: 'Dimension',
  valueInputOption: 'ValueInputOption',
  valueRenderOption: 'ValueRenderOption',
  responseValueRenderOption: 'ValueRenderOption',
  dateTimeRenderOption: 'DateTimeRenderOption',
  responseDateTimeRenderOption: 'DateTimeRenderOption',
  insertDataOption: 'AppendValuesRequest.InsertDataOption',
  horizontalAlignment: 'HorizontalAlign',
  verticalAlignment: 'VerticalAlign',
  wrapStrategy: 'WrapStrategy',
  textDirection: 'TextDirection',
  hyperlinkDisplayType: 'HyperlinkDisplayType',
  sheetType: 'SheetType',
  sortOrder: 'SortOrder',
  pasteType: 'PasteType',
  pasteOrientation: 'PasteOrientation',
  mergeType: 'MergeCellsRequest.MergeType',
  style: 'Style',
  themeColor: 'ThemeColorType',
  colorType: 'ThemeColorType',
  autoRecalc: 'SpreadsheetProperties.RecalculationInterval',
  visibility: 'DeveloperMetadataVisibility',
  locationType: 'DeveloperMetadataLocationType',
  locationMatchingStrategy: 'DeveloperMetadataLocationMatchingStrategy',
  relativeDate: 'RelativeDate',
  delimiter: 'DelimiterType',
};

const perMessage: Readonly<Record<string, string>> = {
  'BooleanCondition.type': 'ConditionType',
  'NumberFormat.type': 'NumberFormat.NumberFormatType',
  'ErrorValue.type': 'ErrorType',
  'InterpolationPoint.type': 'InterpolationPointType',
};

/** The enum type as error texts spell it. */
export function enumName(message: string, field: string): string {
  const known = perMessage[`${message}.${field}`] ?? shared[field];
  return `type.googleapis.com/google.apps.sheets.v4.${known ?? `${message}.${field[0]?.toUpperCase()}${field.slice(1)}`}`;
}
