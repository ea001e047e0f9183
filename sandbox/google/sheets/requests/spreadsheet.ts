/** Title, locale, time zone and recalculation of the spreadsheet. */
import { invalid, unsupported } from '../../api-error.ts';
import type { Response, SpreadsheetProperties, UpdateSpreadsheetPropertiesRequest } from '../../schema.generated.ts';
import type { Book } from '../book.ts';
import type { Draft } from '../draft.ts';
import { parseUpdateMask } from '../field-mask.ts';

function demandTimeZone(name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return name;
  } catch {
    throw invalid(`Invalid time zone: ${name}`);
  }
}

function demandLocale(name: string): string {
  if (/^[a-z]{2,3}(?:_[A-Z]{2})?$/.test(name)) return name;
  throw invalid(`Invalid locale: ${name}`);
}

const writers: Readonly<Record<string, (book: Book, given: SpreadsheetProperties) => void>> = {
  title: (book, given) => {
    if (!given.title) throw invalid('The spreadsheet title cannot be empty.');
    book.title = given.title;
  },
  locale: (book, given) => void (book.locale = demandLocale(given.locale ?? '')),
  timeZone: (book, given) => void (book.timeZone = demandTimeZone(given.timeZone ?? '')),
  autoRecalc: (book, given) => {
    const wanted = given.autoRecalc;
    if (wanted === undefined || wanted === 'RECALCULATION_INTERVAL_UNSPECIFIED') throw invalid('Invalid autoRecalc.');
    book.autoRecalc = wanted;
  },
  iterativeCalculationSettings: (book, given) => void (book.iterativeCalculation = given.iterativeCalculationSettings),
};

/** Sets one property; shared with `spreadsheets.create`. Throws 501 for the format and theme of the whole spreadsheet. */
export function writeProperty(book: Book, given: SpreadsheetProperties, name: string): void {
  const write = writers[name];
  if (!write) throw unsupported(`Spreadsheet property ${name}`);
  write(book, given);
}

export function updateSpreadsheetProperties(draft: Draft, request: UpdateSpreadsheetPropertiesRequest): Response {
  for (const [name = ''] of parseUpdateMask(request.fields, 'SpreadsheetProperties')) {
    writeProperty(draft.book, request.properties ?? {}, name);
  }
  return {};
}
