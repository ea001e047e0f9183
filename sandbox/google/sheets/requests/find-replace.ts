import { invalid } from '../../api-error.ts';
import type { FindReplaceRequest, Response } from '../../schema.generated.ts';
import type { BoundBox } from '../../values/a1.ts';
import { type Cell, cellOf, hasContent } from '../cell.ts';
import { boxIn, type Draft } from '../draft.ts';
import { demandLength, enteredFormula, typedInto } from '../input.ts';
import { demandUnprotected } from '../protection.ts';
import { shownFormula } from '../../values/formula.ts';
import type { Tab } from '../tab.ts';

function patternOf(request: FindReplaceRequest): RegExp {
  const find = request.find ?? '';
  if (find === '') throw invalid('find cannot be empty.');
  const source = request.searchByRegex === true ? find : find.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(
      request.matchEntireCell === true ? `^(?:${source})$` : source,
      request.matchCase === true ? 'g' : 'gi',
    );
  } catch {
    throw invalid(`Invalid regular expression: ${find}`);
  }
}

function scopesOf(draft: Draft, request: FindReplaceRequest): { tab: Tab; box: BoundBox }[] {
  if (request.allSheets === true) return draft.book.tabs.map((tab) => ({ tab, box: tab.bound({}) }));
  if (request.range) {
    const tab = draft.book.tab(request.range.sheetId);
    return [{ tab, box: boxIn(tab, request.range) }];
  }
  if (request.sheetId === undefined) throw invalid('One of range, sheetId or allSheets must be specified.');
  const tab = draft.book.tab(request.sheetId);
  return [{ tab, box: tab.bound({}) }];
}

function textOf(cell: Cell, request: FindReplaceRequest): string | undefined {
  if (cell.formula !== undefined) return request.includeFormulas === true ? shownFormula(cell.formula) : undefined;
  return String(cell.value);
}

type Count = { values: number; formulas: number; occurrences: number; rows: Set<string>; sheets: Set<number> };

type Search = {
  readonly draft: Draft;
  readonly request: FindReplaceRequest;
  readonly pattern: RegExp;
  readonly count: Count;
};

/** The text with every match replaced; in a plain search `$1` is just text. */
function replaced(text: string, { request, pattern }: Search): string {
  const replacement = request.replacement ?? '';
  const next =
    request.searchByRegex === true ? text.replace(pattern, replacement) : text.replace(pattern, () => replacement);
  demandLength(next);
  return next;
}

function replaceIn(search: Search, tab: Tab, row: number, column: number): void {
  const { draft, request, pattern, count } = search;
  const cell = tab.grid.cell(row, column);
  const text = hasContent(cell) ? textOf(cell, request) : undefined;
  const found = text?.match(pattern)?.length ?? 0;
  if (!cell || text === undefined || found === 0) return;
  const box = { startRowIndex: row, endRowIndex: row + 1, startColumnIndex: column, endColumnIndex: column + 1 };
  demandUnprotected(draft, tab, box);
  const next = replaced(text, search);
  const context = { option: 'USER_ENTERED', draft } as const;
  const isFormula = cell.formula !== undefined;
  tab.grid.set(
    row,
    column,
    isFormula
      ? cellOf(undefined, enteredFormula(draft, next), cell.format, cell.extra)
      : typedInto(cell, next, context),
  );
  count.occurrences += found;
  count[isFormula ? 'formulas' : 'values'] += 1;
  count.rows.add(`${tab.sheetId}:${row}`);
  count.sheets.add(tab.sheetId);
}

export function findReplace(draft: Draft, request: FindReplaceRequest): Response {
  const pattern = patternOf(request);
  const count: Count = { values: 0, formulas: 0, occurrences: 0, rows: new Set(), sheets: new Set() };
  for (const { tab, box } of scopesOf(draft, request)) {
    for (let row = box.startRowIndex; row < Math.min(box.endRowIndex, tab.grid.usedRows); row++) {
      for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
        replaceIn({ draft, request, pattern, count }, tab, row, column);
      }
    }
  }
  return {
    findReplace: {
      valuesChanged: count.values || undefined,
      formulasChanged: count.formulas || undefined,
      rowsChanged: count.rows.size || undefined,
      sheetsChanged: count.sheets.size || undefined,
      occurrencesChanged: count.occurrences || undefined,
    },
  };
}
