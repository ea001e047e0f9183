import type {
  BandedRange,
  BasicFilter,
  Color,
  ColorStyle,
  ConditionalFormatRule,
  DimensionGroup,
  EmbeddedChart,
  FilterView,
  ProtectedRange,
  SheetProperties,
} from '../schema.generated.ts';
import type { BoundBox, Box } from '../values/a1.ts';
import type { Dimension } from './box.ts';
import { Grid } from './grid.ts';

/** Size and visibility of a row or column; absent parts are the defaults. */
export type Line = { readonly pixelSize?: number; readonly hiddenByUser?: boolean };

export type Lines = readonly (Line | undefined)[];

/** Defaults of a new tab. */
export const newTabSize = { rowCount: 1000, columnCount: 26 } as const;

export const defaultPixels: Readonly<Record<Dimension, number>> = { ROWS: 21, COLUMNS: 100 };

/** One tab. Lists are replaced, never changed in place, so that a fork may share them. */
export class Tab {
  /** Identity for formulas; a tab that is deleted and made again gets another one. */
  readonly uid: string;
  readonly sheetId: number;
  title: string;
  hidden = false;
  rightToLeft = false;
  tabColor: { color: Color; style: ColorStyle } | undefined;
  rowCount: number = newTabSize.rowCount;
  columnCount: number = newTabSize.columnCount;
  frozenRowCount = 0;
  frozenColumnCount = 0;
  hideGridlines = false;
  rowGroupControlAfter = false;
  columnGroupControlAfter = false;
  grid = new Grid();
  rowLines: Lines = [];
  columnLines: Lines = [];
  merges: readonly BoundBox[] = [];
  protectedRanges: readonly ProtectedRange[] = [];
  basicFilter: BasicFilter | undefined;
  filterViews: readonly FilterView[] = [];
  conditionalFormats: readonly ConditionalFormatRule[] = [];
  bandedRanges: readonly BandedRange[] = [];
  rowGroups: readonly DimensionGroup[] = [];
  columnGroups: readonly DimensionGroup[] = [];
  charts: readonly EmbeddedChart[] = [];

  constructor(uid: string, sheetId: number, title: string) {
    this.uid = uid;
    this.sheetId = sheetId;
    this.title = title;
  }

  /** A copy to change; cells are shared until written. */
  fork(): Tab {
    const copy = Object.assign(new Tab(this.uid, this.sheetId, this.title), this);
    copy.grid = this.grid.fork();
    return copy;
  }

  get cellCount(): number {
    return this.rowCount * this.columnCount;
  }

  countOf(dimension: Dimension): number {
    return dimension === 'ROWS' ? this.rowCount : this.columnCount;
  }

  linesOf(dimension: Dimension): Lines {
    return dimension === 'ROWS' ? this.rowLines : this.columnLines;
  }

  setLines(dimension: Dimension, lines: Lines): void {
    if (dimension === 'ROWS') this.rowLines = lines;
    else this.columnLines = lines;
  }

  /** The whole tab, or the box cut to it. A start outside stays outside. */
  bound(box: Box): BoundBox {
    const { startRowIndex = 0, startColumnIndex = 0 } = box;
    return {
      startRowIndex,
      endRowIndex: Math.min(box.endRowIndex ?? this.rowCount, this.rowCount),
      startColumnIndex,
      endColumnIndex: Math.min(box.endColumnIndex ?? this.columnCount, this.columnCount),
    };
  }
}

function some<T extends object>(properties: T): T {
  return properties;
}

/** The tab's properties as the API prints them; zeros and `false` are left out except `sheetId` and `index`. */
export function printProperties(tab: Tab, index: number): SheetProperties {
  return some({
    sheetId: tab.sheetId,
    title: tab.title,
    index,
    sheetType: 'GRID',
    gridProperties: {
      rowCount: tab.rowCount,
      columnCount: tab.columnCount,
      frozenRowCount: tab.frozenRowCount || undefined,
      frozenColumnCount: tab.frozenColumnCount || undefined,
      hideGridlines: tab.hideGridlines || undefined,
      rowGroupControlAfter: tab.rowGroupControlAfter || undefined,
      columnGroupControlAfter: tab.columnGroupControlAfter || undefined,
    },
    hidden: tab.hidden || undefined,
    tabColor: tab.tabColor?.color,
    rightToLeft: tab.rightToLeft || undefined,
    tabColorStyle: tab.tabColor?.style,
  } as const);
}
