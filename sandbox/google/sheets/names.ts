import { type ApiError, invalid } from '../api-error.ts';
import { type A1Range, type BoundBox, type Box, parseA1, printA1 } from '../values/a1.ts';
import type { Book } from './book.ts';
import { boxOf } from './box.ts';
import { gridLimits, whole } from './draft.ts';
import type { Tab } from './tab.ts';

export type Place = {
  readonly tab: Tab;
  /** As written: open bounds are missing. */
  readonly box: Box;
  /** Cut to the grid. */
  readonly bound: BoundBox;
};

function namedRange(book: Book, name: string): A1Range | undefined {
  const found = book.namedRanges.find((one) => one.name?.toLowerCase() === name.toLowerCase());
  const tab = found?.range && book.find(found.range.sheetId ?? 0);
  return found?.range && tab ? { title: tab.title, box: boxOf(found.range) } : undefined;
}

function unparsable(text: string): ApiError {
  return invalid(`Unable to parse range: ${text}`);
}

/** The cells a range in A1 notation means. Throws Google's 400 for a text it cannot read and for a start outside the grid. */
export function placeOf(book: Book, text: string): Place {
  const names = {
    hasTab: (title: string) => book.byTitle(title) !== undefined,
    namedRange: (name: string) => namedRange(book, name),
  };
  const parsed = parseA1(text, names);
  if (!parsed) throw unparsable(text);
  const tab = parsed.title === undefined ? book.firstVisible() : book.byTitle(parsed.title);
  if (!tab) throw unparsable(text);
  const { startRowIndex = 0, startColumnIndex = 0 } = parsed.box;
  if (startRowIndex >= tab.rowCount || startColumnIndex >= tab.columnCount)
    throw gridLimits(tab, whole(tab, parsed.box));
  return { tab, box: parsed.box, bound: tab.bound(parsed.box) };
}

/** A box as answers echo it. */
export function echo(tab: Tab, box: Box): string {
  return printA1(tab.title, box);
}
