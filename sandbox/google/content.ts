import type { SheetContent } from './drive/request.ts';
import type { FileStore } from './file-store.ts';
import { createEvaluator, shownText } from './sheets/evaluate.ts';
import { hasContent } from './sheets/cell.ts';
import { typedInto } from './sheets/input.ts';
import { makeTab } from './sheets/requests/sheets.ts';
import { type Draft, newId } from './sheets/draft.ts';

/** The zone Google gives a spreadsheet made from a text file by an account without a zone of its own. */
const importZone = 'America/Los_Angeles';

/** An import makes a new tab, named like the file, and leaves nothing of the old ones. */
function replaceTabs(draft: Draft, rows: readonly (readonly string[])[]): void {
  const tab = makeTab(draft, newId(draft), draft.book.title);
  const context = { option: 'USER_ENTERED', draft } as const;
  rows.forEach((texts, row) => {
    texts.forEach((text, column) => tab.grid.set(row, column, typedInto(undefined, text, context)));
  });
  tab.rowCount = Math.max(tab.rowCount, rows.length);
  tab.columnCount = Math.max(tab.columnCount, ...rows.map((texts) => texts.length));
  draft.book.timeZone = importZone;
  draft.book.tabs = [tab];
  draft.book.namedRanges = [];
  draft.book.developerMetadata = [];
  draft.book.demandRoom();
}

/** Export and import of the first tab's texts, for Drive. */
export function sheetContent(files: FileStore): SheetContent {
  return {
    rows(actor, fileId) {
      const { book } = files.open(actor, fileId, 'read');
      const tab = book.firstVisible();
      const evaluator = createEvaluator(book);
      return Array.from({ length: tab.grid.usedRows }, (_, row) =>
        tab.grid.row(row).map((cell, column) => {
          if (!hasContent(cell)) return '';
          const value = evaluator.valueOf(tab, row, column, cell);
          return value === undefined ? '' : shownText(value, evaluator.formatOf(tab, cell), book.locale);
        }),
      );
    },
    replace(actor, fileId, rows) {
      const workbook = files.open(actor, fileId, 'write');
      workbook.edit(actor, (draft) => replaceTabs(draft, rows));
      files.saveNow(fileId);
    },
  };
}
