import type { Column } from '../../shared/columns.ts';
import type { WriteMode } from '../../shared/writing.ts';
import type { GridRange } from './answers.ts';
import type { CellTable } from './cells.ts';
import type { Pattern } from './fill-down.ts';
import { planAppend } from './plan-append.ts';
import { planReplace } from './plan-replace.ts';
import type { SheetRequest } from './requests.ts';
import type { Tab } from './tab.ts';
import type { ManagedCells } from './warn-on-edit.ts';

/** What the tab should hold after a publish; in mode `append` the rows that come below those it holds. */
export type Goal = {
  readonly spreadsheetId: string;
  readonly reportId: string;
  readonly runId: string;
  readonly generation: number;
  readonly mode: WriteMode;
  /** Title of the tab in the report's settings. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly cells: CellTable;
  /** One sentence about completeness, without a time: it becomes part of the first header note, and the same content must stay identical. */
  readonly certificate: string;
  /** Id of the new marker. Google refuses a second one with the same id, and with it a whole call that arrives twice. */
  readonly markerId: number;
  /** Whether inserted rows come without number formats. Default: they have those of the row below. */
  readonly arePlain?: boolean;
};

/**
 * Where the values come from: the call itself, a prepared tab of the same spreadsheet (data rows only, from its first cell), or other
 * calls before or after this one.
 */
export type Source =
  { readonly kind: 'inline' } | { readonly kind: 'staged'; readonly sheetId: number } | { readonly kind: 'elsewhere' };

/** One all-or-nothing batchUpdate. `area`: the cells of today's tab it may write to. */
export type Plan = {
  readonly requests: readonly SheetRequest[];
  readonly sheetId: number;
  readonly area: readonly GridRange[];
  /** The list as it lies afterwards. */
  readonly managed: Omit<ManagedCells, 'reportId'>;
  readonly summary: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly unchanged: number;
    /** Cells written. */
    readonly cells: number;
    /** Cells the grid gains. */
    readonly growth: number;
    /** Columns the grid gains. */
    readonly columns: number;
    /** Data rows of the list afterwards. */
    readonly rows: number;
  };
};

/**
 * Works out how the tab comes to its goal in the modes `replace` and `append`. `pattern`: what new rows get of what stands
 * beside the list; null: nothing. Pure.
 */
export function planOf(tab: Tab, goal: Goal, source: Source, pattern: Pattern | null = null): Plan {
  return goal.mode === 'append' ? planAppend(tab, goal, source, pattern) : planReplace(tab, goal, source, pattern);
}
