import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { a1 } from '../../sheets/a1.ts';
import { isSheetError, type SheetError } from '../../sheets/sheet-error.ts';
import { send, type Request, type SheetsOptions } from '../../sheets/transport.ts';
import { Book, Changed, Filtered, NewTab, type Cell, type SeenTab } from './answers.ts';

/** A request of a batchUpdate, as Google takes it. */
export type Change = Readonly<Record<string, unknown>>;

/** A tab to try something in. `add` makes it; it is removed by itself afterwards. */
export type Scratch = { readonly sheetId: number; readonly title: string; readonly add: Change };

export type Extra = { readonly responseRanges?: readonly string[] };

/** What facts are tried with: only tabs of its own are ever written to. */
export type Bench = {
  /** Cells by row of a new tab, at most. */
  tab(size?: { rows?: number; columns?: number; hidden?: boolean; frozen?: number }): Scratch;
  /** All or nothing. @throws SheetError */
  change(changes: readonly Change[], extra?: Extra): Promise<z.infer<typeof Changed>>;
  /** @returns null when Google did it, else why not. @throws SheetError for trouble that is no refusal. */
  refusal(changes: readonly Change[]): Promise<SheetError | null>;
  /** Everything of one tab that a fact may look at. */
  look(tab: Pick<Scratch, 'title'>, box?: readonly [rows: number, columns: number]): Promise<SeenTab>;
  /** Names of ranges, and tabs without their cells. */
  book(): Promise<Book>;
  /** Writes values as sent (RAW); null leaves a cell. */
  write(tab: Scratch, rows: readonly (readonly (string | number | boolean | null)[])[]): Promise<void>;
  readFiltered(ranges: readonly Change[]): Promise<z.infer<typeof Filtered>>;
  /** @throws SheetError */
  readPast(tab: Scratch, row: number): Promise<void>;
  /** Copies a tab within the spreadsheet by sheets.copyTo. @returns where. */
  copyTo(tab: Scratch): Promise<number>;
  /** A name for a range, free and removed afterwards. */
  name(): string;
  /** Tabs used so far are no longer needed. */
  next(): void;
  /** Removes everything that was made, whatever happened. @throws SheetError */
  clear(): Promise<void>;
};

export type BenchOptions = {
  readonly sheets: SheetsOptions;
  readonly spreadsheetId: string;
  readonly signal: AbortSignal;
};

const LOOK =
  'sheets(properties(sheetId,title),developerMetadata(metadataId,metadataKey,metadataValue),protectedRanges(range),' +
  'conditionalFormats(ranges),basicFilter(range),charts(spec(basicChart(series(series(sourceRange(sources)))))),' +
  'data(startRow,startColumn,rowMetadata(hiddenByFilter,developerMetadata(metadataId,metadataKey,metadataValue)),' +
  'columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue)),' +
  'rowData(values(userEnteredValue,effectiveValue,formattedValue,note,userEnteredFormat(numberFormat),dataValidation,pivotTable(source)))))';
const BOOK = 'namedRanges(namedRangeId,name,range),sheets(properties(sheetId,title))';

/** Whatever the name of a run, its tabs can be told from the team's. */
export const TITLE = 'Willcall doctor';

type State = {
  readonly spreadsheetId: string;
  readonly run: string;
  made: number;
  readonly used: Set<number>;
  readonly done: Set<number>;
};
type Ask = <T>(
  request: Omit<Request<T>, 'query'> & { query?: Record<string, string | readonly string[]> },
) => Promise<T>;

/** Nothing is made before the first change. */
export function createBench({ sheets, spreadsheetId, signal }: BenchOptions): Bench {
  const state: State = {
    spreadsheetId,
    run: randomInt(36 ** 4)
      .toString(36)
      .padStart(4, '0'),
    made: 0,
    used: new Set(),
    done: new Set(),
  };
  const ask: Ask = async ({ query = {}, ...request }) =>
    await send(sheets, spreadsheetId, { ...request, query: paramsOf(query) }, { signal });
  return { ...changing(ask, state), ...reading(ask), ...tidying({ sheets, spreadsheetId }, state) };
}

function paramsOf(query: Record<string, string | readonly string[]>): URLSearchParams {
  const params = new URLSearchParams({ prettyPrint: 'false' });
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) params.append(name, one);
  return params;
}

type Changing = 'tab' | 'name' | 'change' | 'refusal' | 'write' | 'copyTo';

function changing(ask: Ask, state: State): Pick<Bench, Changing> {
  const change: Bench['change'] = async (changes, { responseRanges } = {}) => {
    // what facts before this one left behind goes along
    const leftOver = [...state.done];
    const requests = [...leftOver.map((sheetId) => ({ deleteSheet: { sheetId } })), ...changes];
    const shown = { includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges };
    const body = JSON.stringify(responseRanges ? { requests, ...shown } : { requests });
    const answered = await ask({ method: 'POST', path: ':batchUpdate', body, answer: Changed });
    for (const sheetId of leftOver) state.done.delete(sheetId);
    for (const one of changes) note(state, one);
    return answered;
  };
  return {
    tab: (size = {}) => newTab(state, size),
    name: () => `willcall_doctor_${state.run}_${(state.made += 1)}`,
    change,
    async refusal(changes) {
      try {
        await change(changes);
        return null;
      } catch (error) {
        if (isSheetError(error, 'ambiguous', 'unavailable', 'rate-limited', 'no-access', 'gone', 'writer', 'token'))
          throw error;
        if (isSheetError(error, 'bad-request', 'bad-title', 'full', 'too-long', 'protected')) return error;
        throw error;
      }
    },
    async write({ title }, rows) {
      const width = Math.max(...rows.map(({ length }) => length));
      const path = `/values/${encodeURIComponent(a1(title, [0, rows.length], [0, width]))}`;
      const body = JSON.stringify({ values: rows });
      await ask({ method: 'PUT', path, body, query: { valueInputOption: 'RAW' }, answer: Changed });
    },
    async copyTo({ sheetId }) {
      const path = `/sheets/${sheetId}:copyTo`;
      const body = JSON.stringify({ destinationSpreadsheetId: state.spreadsheetId });
      const made = await ask({ method: 'POST', path, body, answer: NewTab });
      state.used.add(made.sheetId);
      return made.sheetId;
    },
  };
}

const Made = z.object({
  addSheet: z.object({ properties: z.object({ sheetId: z.number() }) }).optional(),
  duplicateSheet: z.object({ newSheetId: z.number() }).optional(),
  deleteSheet: z.object({ sheetId: z.number() }).optional(),
});

/** Which tabs are there now. */
function note({ used }: State, change: Change): void {
  const { addSheet, duplicateSheet, deleteSheet } = Made.parse(change);
  if (addSheet) used.add(addSheet.properties.sheetId);
  if (duplicateSheet) used.add(duplicateSheet.newSheetId);
  if (deleteSheet) used.delete(deleteSheet.sheetId);
}

function newTab(
  state: State,
  { rows = 10, columns = 6, hidden = false, frozen = 0 }: Parameters<Bench['tab']>[0] & object,
): Scratch {
  state.made += 1;
  const sheetId = randomInt(1, 2 ** 31 - 1);
  const title = `${TITLE} ${state.run} ${state.made}`;
  const gridProperties = { rowCount: rows, columnCount: columns, frozenRowCount: frozen };
  return { sheetId, title, add: { addSheet: { properties: { sheetId, title, hidden, gridProperties } } } };
}

type Reading = 'look' | 'book' | 'readFiltered' | 'readPast';

function reading(ask: Ask): Pick<Bench, Reading> {
  return {
    async look({ title }, [rows, columns] = [10, 6]) {
      const query = { fields: LOOK, ranges: [a1(title, [0, rows], [0, columns])] };
      const { sheets } = await ask({ method: 'GET', path: '', query, answer: Book });
      const [tab] = sheets;
      if (tab === undefined) throw new Error(`The tab "${title}" was not told.`);
      return tab;
    },
    book: async () => await ask({ method: 'GET', path: '', query: { fields: BOOK }, answer: Book }),
    async readFiltered(gridRanges) {
      const body = JSON.stringify({
        valueRenderOption: 'FORMULA',
        dataFilters: gridRanges.map((gridRange) => ({ gridRange })),
      });
      return await ask({ method: 'POST', path: '/values:batchGetByDataFilter', body, isRead: true, answer: Filtered });
    },
    async readPast({ title }, row) {
      const query = { fields: LOOK, ranges: [a1(title, [row, row + 1], [0, 1])] };
      await ask({ method: 'GET', path: '', query, answer: Book });
    },
  };
}

const CLEAR_MS = 60_000;

function tidying(
  { sheets, spreadsheetId }: Pick<BenchOptions, 'sheets' | 'spreadsheetId'>,
  state: State,
): Pick<Bench, 'next' | 'clear'> {
  const late = async <T>(request: Omit<Request<T>, 'query'>, query: Record<string, string> = {}) =>
    await send(
      sheets,
      spreadsheetId,
      { ...request, query: paramsOf(query) },
      { signal: AbortSignal.timeout(CLEAR_MS) },
    );
  return {
    next() {
      for (const sheetId of state.used) state.done.add(sheetId);
      state.used.clear();
    },
    // also after Ctrl-C: with time of its own, and going by what is there, not by what was answered
    async clear() {
      if (state.made === 0) return;
      const book = await late({ method: 'GET', path: '', answer: Book }, { fields: BOOK });
      const made = new Set([...state.used, ...state.done]);
      const isOurs = (title: string) => title.includes(`${TITLE} ${state.run} `);
      const tabs = book.sheets.filter(({ properties }) => made.has(properties.sheetId) || isOurs(properties.title));
      const names = book.namedRanges.filter(({ name }) => name.startsWith(`willcall_doctor_${state.run}_`));
      const requests = [
        ...names.map(({ namedRangeId }) => ({ deleteNamedRange: { namedRangeId } })),
        ...tabs.map(({ properties: { sheetId } }) => ({ deleteSheet: { sheetId } })),
      ];
      if (requests.length === 0) return;
      await late({ method: 'POST', path: ':batchUpdate', body: JSON.stringify({ requests }), answer: Changed });
    },
  };
}

/** What a cell holds: of formulas their results. */
export function valueOf(cell: Cell | undefined): string | number | boolean | null {
  const { stringValue, numberValue, boolValue } = cell?.effectiveValue ?? {};
  return stringValue ?? numberValue ?? boolValue ?? null;
}

/** Cells of a tab that was looked at, from its first one. */
export function cellsOf({ data }: SeenTab): Cell[][] {
  return (data[0]?.rowData ?? []).map(({ values }) => values);
}
