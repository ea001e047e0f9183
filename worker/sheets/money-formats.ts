import type { Column } from '../../shared/columns.ts';
import { currencyDigits } from '../../shared/money.ts';
import type { Value } from '../../shared/records.ts';
import { isKept, type PublishRow } from './kept-row.ts';
import type { NumberFormat } from './requests.ts';

/** Rows of one column that need another number format than the column: `[from, to)`, counted from the first data row. */
export type FormatRun = {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly format: NumberFormat;
};

/** How amounts look, by the index of their column. */
export type MoneyFormats = {
  readonly main: ReadonlyMap<number, NumberFormat>;
  readonly runs: readonly FormatRun[];
  /** Patterns of a column whose amounts are written as text. */
  readonly textOnly: ReadonlyMap<number, ReadonlySet<string>>;
};

/** Beyond this many runs of a second currency, amounts in it become text ("85.00 CHF"): still exact, and one call stays one call. */
const MAX_RUNS = 5000;

/** The format most amounts of a column have, and runs of those that have another one. */
export function moneyFormats(columns: readonly Column[], rows: readonly PublishRow[]): MoneyFormats {
  const main = new Map<number, NumberFormat>();
  const runs: FormatRun[] = [];
  const textOnly = new Map<number, Set<string>>();
  for (const [column, { type }] of columns.entries()) {
    if (type !== 'money') continue;
    const found = formatRuns(rows, column);
    const most = mostUsed(found);
    if (most === null) continue;
    main.set(column, most);
    const others = found.filter(({ format }) => format.pattern !== most.pattern);
    if (runs.length + others.length > MAX_RUNS) {
      textOnly.set(column, new Set(others.map(({ format }) => format.pattern)));
    } else runs.push(...others);
  }
  return { main, runs, textOnly };
}

/** Blank cells go with the amount above them. */
function formatRuns(rows: readonly PublishRow[], column: number): FormatRun[] {
  const runs: { column: number; from: number; to: number; format: NumberFormat }[] = [];
  for (const [index, row] of rows.entries()) {
    const format = formatOf(row, column);
    if (format === null) continue;
    const current = runs.at(-1);
    if (current?.format.pattern === format.pattern) current.to = index + 1;
    else runs.push({ column, from: index, to: index + 1, format });
  }
  return runs;
}

function formatOf(row: PublishRow, column: number): NumberFormat | null {
  if (isKept(row)) return typeof row.cells[column] === 'number' ? (row.formats[column] ?? null) : null;
  const value = row[column] ?? null;
  return isPlainMoney(value) ? currencyFormat(value.currency) : null;
}

function mostUsed(runs: readonly FormatRun[]): NumberFormat | null {
  const counts = new Map<string, { format: NumberFormat; rows: number }>();
  for (const { from, to, format } of runs) {
    const rows = (counts.get(format.pattern)?.rows ?? 0) + to - from;
    counts.set(format.pattern, { format, rows });
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.rows - a.rows);
  return most?.format ?? null;
}

const CURRENCY = /^[A-Z]{3}$/;
const CURRENCY_PATTERN = /^\[\$([A-Z]{3})\] /;

/** Whether the value is money whose currency a number format can show. */
export function isPlainMoney(value: Value): value is Extract<Value, object> {
  return typeof value === 'object' && value !== null && CURRENCY.test(value.currency);
}

const known = new Map<string, NumberFormat>();

export function currencyFormat(currency: string): NumberFormat {
  const before = known.get(currency);
  if (before) return before;
  const digits = currencyDigits(currency);
  const decimals = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  const format: NumberFormat = { type: 'CURRENCY', pattern: `[$${currency}] #,##0${decimals}` };
  known.set(currency, format);
  return format;
}

/** An amount as text with its currency, as far as its format tells which. */
export function amountText(amount: number, { pattern }: NumberFormat): string {
  const currency = CURRENCY_PATTERN.exec(pattern)?.[1];
  return currency === undefined ? String(amount) : `${amount.toFixed(currencyDigits(currency))} ${currency}`;
}
