import { cellOf, type CellContent, type CellData, type NumberFormat } from '../requests.ts';

/** One cell that changed, or a row that came or left. `key`: as people know it; `column`: its title. */
export type LogEntry =
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly column: string;
      readonly before: CellContent;
      readonly after: CellContent;
      /** Of the column, so that dates and amounts show as such. */
      readonly format?: NumberFormat | null;
    }
  | { readonly kind: 'added' | 'removed'; readonly key: string };

const MOST_LINES = 5000;
/** Bytes of the cells of one run: they travel in the same call as the list itself. */
const MOST_BYTES = 1_000_000;
const LONGEST_TEXT = 1000;
const CUT_MARK = '… (cut)';

/** The lines of one run, each with its cells key, column, old and new. What is too much is counted in a last line. */
export function logLines(entries: readonly LogEntry[]): CellData[][] {
  const lines: CellData[][] = [];
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    const line = lineOf(entry);
    bytes += Buffer.byteLength(JSON.stringify(line));
    const isTooMuch = bytes > MOST_BYTES || (lines.length === MOST_LINES - 1 && index < entries.length - 1);
    if (isTooMuch) return [...lines, rest(entries.slice(index))];
    lines.push(line);
  }
  return lines;
}

function lineOf(entry: LogEntry): CellData[] {
  const key = cellOf(entry.key);
  if (entry.kind !== 'changed')
    return [key, cellOf(entry.kind === 'added' ? '(new row)' : '(left the report)'), {}, {}];
  const numberFormat = entry.format;
  const shown = (content: CellContent): CellData => {
    const cell = cellOf(shortened(content));
    return numberFormat && typeof content === 'number' ? { ...cell, userEnteredFormat: { numberFormat } } : cell;
  };
  return [key, cellOf(entry.column), shown(entry.before), shown(entry.after)];
}

/** The whole text is in the list, or in the version history; a line only shows that it changed. */
function shortened(content: CellContent): CellContent {
  if (content === '') return null;
  if (typeof content !== 'string' || content.length <= LONGEST_TEXT) return content;
  return content.slice(0, LONGEST_TEXT - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '') + CUT_MARK;
}

function rest(entries: readonly LogEntry[]): CellData[] {
  const what = entries.every(({ kind }) => kind === 'changed') ? 'cell' : 'change';
  const count = `${entries.length.toLocaleString('en-US')} more ${what}${entries.length === 1 ? '' : 's'}`;
  return [cellOf(`and ${count}`), {}, {}, {}];
}
