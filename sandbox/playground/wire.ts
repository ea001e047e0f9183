/** What the playground's server and its page tell each other. All answers are JSON; failures are `{ error: string }`. */

/** Where the page starts. */
export type StartView = {
  spreadsheetId: string;
  /** Origin that serves the add-on's sidebar. */
  sidebarOrigin: string;
  /** Accounts one can act as; the first owns the demo spreadsheet. */
  users: readonly Account[];
  /** What to type where the add-on asks for an account. */
  hints: readonly Hint[];
  /** Whether e-mails that were not sent can be looked at below /outbox. */
  hasOutbox: boolean;
};

/** Somebody one can be; `who` says it in words. */
export type Account = { email: string; name: string; who: string };

/** Something the visitor of a rehearsal has to know, such as the key of a simulated account: a title, then names and values. */
export type Hint = { title: string; values: Readonly<Record<string, string>> };

/** A run of rows or columns with a size of their own: first, one past the last, pixels (0 is hidden). */
export type SizeRun = readonly [start: number, end: number, pixels: number];

/** One tab, without its cells. */
export type TabView = {
  sheetId: number;
  title: string;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  /** Rows up to the last one with something in it. */
  filledRows: number;
  frozenRowCount: number;
  frozenColumnCount: number;
  rowSizes: readonly SizeRun[];
  columnSizes: readonly SizeRun[];
  /** CSS colour of the tab's mark. */
  color?: string;
  /** Header cells of the tab's filter, `to` is one past the last column; `active` are columns that hide something. */
  filter?: { row: number; from: number; to: number; active: readonly number[] };
};

/** One line of the share dialog. */
export type PersonView = { email: string; role: 'owner' | 'writer' | 'commenter' | 'reader' };

export type LinkRole = 'none' | 'reader' | 'writer';

/** A spreadsheet as one person sees it. */
export type WorkbookView = {
  spreadsheetId: string;
  title: string;
  /** Grows with every change; cells read under an older one may be stale. */
  version: number;
  role: PersonView['role'];
  people: readonly PersonView[];
  /** What anybody who has the link may do. */
  link: LinkRole;
  tabs: readonly TabView[];
};

/** How a cell looks; absent means the default. Colours are CSS. */
export type CellStyle = {
  bold?: true;
  italic?: true;
  underline?: true;
  strikethrough?: true;
  wrap?: true;
  color?: string;
  background?: string;
  align?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'middle' | 'bottom';
  fontSize?: number;
  fontFamily?: string;
};

/** Null is blank. Otherwise the shown text, then an index into `styles`, then what was entered (when it differs), then the note. */
export type CellView = null | string | readonly [text: string, style: number, entered?: string | null, note?: string];

/** A block of cells. Rows and their ends may be shorter than asked for: the rest is blank. */
export type CellsView = { version: number; styles: readonly CellStyle[]; rows: readonly (readonly CellView[])[] };

/** A line of the add-on's menu; without a function it is a line between. */
export type MenuView = { caption: string; functionName: string } | null;

/** What a script asked the editor to show. */
export type RunView = {
  value: unknown;
  alerts: readonly string[];
  menu?: readonly MenuView[];
  /** The tab the script brought to the front. */
  activeSheetId?: number;
  /** The cells the script selected in the tab in front, such as `A2:C4`. */
  selected?: string;
  /** Path on the sidebar's origin. */
  sidebar?: { title: string; path: string };
};

/** What an edit led to: the spreadsheet's version after it, and the tab it made. */
export type Edited = { version: number; sheetId?: number };

/** One value of a column in the filter's menu. */
export type FilterValue = { text: string; isHidden: boolean };

/** A spreadsheet in the list of those one may open. */
export type FileView = { spreadsheetId: string; title: string; owner: string; modified: number; isDemo: boolean };

/** A trouble one can make, or a moment one can bring about. */
export type TroubleView = { id: string; label: string; detail: string; isOn: boolean };

/** One stand-in with what it can be told to do: `troubles` stay on until they are switched off, `moments` happen once. */
export type StageGroup = {
  id: string;
  title: string;
  detail: string;
  troubles: readonly TroubleView[];
  moments: readonly Omit<TroubleView, 'isOn'>[];
};

export type StageView = { groups: readonly StageGroup[]; on: number };

/** Rows and columns of one request for cells. */
export const CHUNK_ROWS = 200;
export const CHUNK_COLUMNS = 40;
