import { z } from 'zod';
import { boundBox, parseBox, type BoundBox } from '../../google/values/a1.ts';
import type { ActiveDocument, SheetSummary } from '../document.ts';
import { HostObject, method } from '../host-object.ts';
import { SCOPES } from '../permissions.ts';
import { ScriptException } from '../script-exception.ts';
import { createRange } from './range.ts';

const READS = { args: z.tuple([]), needs: 'document', scopes: SCOPES.spreadsheet } as const;

type Methods = HostObject['methods'];

const sheetIds = new WeakMap<HostObject, number>();

/** The methods of `Spreadsheet` (and of `SpreadsheetApp`) that concern tabs and the selection. */
export function sheetMethods(document: ActiveDocument): Methods {
  const find = (holds: (sheet: SheetSummary) => boolean): HostObject | null => {
    const found = document.sheets().find(holds);
    return found ? createSheet(document, found) : null;
  };
  return {
    ...selectionMethods(document),
    getSheets: method(READS, () => document.sheets().map((sheet) => createSheet(document, sheet))),
    getSheetByName: method({ ...READS, args: z.tuple([z.string()]) }, (name) => find(({ title }) => title === name)),
    getSheetById: method({ ...READS, args: z.tuple([z.number()]) }, (id) => find(({ sheetId }) => sheetId === id)),
    setActiveSheet: method({ ...READS, args: z.tuple([z.instanceof(HostObject)]) }, (sheet) =>
      activate(document, sheet),
    ),
  };
}

function selectionMethods(document: ActiveDocument): Methods {
  return {
    getActiveSheet: method(READS, () => createSheet(document, document.activeSheet())),
    getActiveRange: method(READS, () => selectedRange(document)),
    getSelection: method(READS, () => createSelection(document)),
  };
}

function activate(document: ActiveDocument, sheet: HostObject): HostObject {
  const sheetId = sheetIds.get(sheet);
  const shown = document.sheets().find((each) => each.sheetId === sheetId);
  if (!shown) throw new ScriptException('Invalid argument: sheet');
  document.activate(shown.sheetId);
  return sheet;
}

function createSheet(document: ActiveDocument, summary: SheetSummary): HostObject {
  const { sheetId, title, hidden, rowCount, columnCount } = summary;
  const sheet: HostObject = new HostObject({
    name: 'Sheet',
    service: 'SpreadsheetApp',
    methods: {
      getSheetId: method(READS, () => sheetId),
      getName: method(READS, () => title),
      getSheetName: method(READS, () => title),
      isSheetHidden: method(READS, () => hidden),
      getMaxRows: method(READS, () => rowCount),
      getMaxColumns: method(READS, () => columnCount),
      activate: method(READS, () => activate(document, sheet)),
      getActiveRange: method(READS, () =>
        document.activeSheet().sheetId === sheetId ? selectedRange(document) : null,
      ),
      getRange: method({ ...READS, args: RangeArguments }, (...args) =>
        createRange(document, sheet, { sheetId, box: boxOf(summary, args) }),
      ),
    },
  });
  sheetIds.set(sheet, sheetId);
  return sheet;
}

const position = z.int().min(1);
const RangeArguments = z.union([
  z.tuple([z.string()]),
  z.tuple([z.int(), z.int(), position.optional(), position.optional()]),
]);

/** @throws ScriptException for a text that is no range, and for cells outside of the tab. */
function boxOf({ rowCount, columnCount }: SheetSummary, args: z.infer<typeof RangeArguments>): BoundBox {
  const [first, column = 1, rows = 1, columns = 1] = args;
  if (typeof first === 'string') {
    const box = parseBox(first);
    if (!box) throw new ScriptException('Range not found');
    return inside(boundBox(box, rowCount, columnCount), rowCount, columnCount);
  }
  const from = { startRowIndex: first - 1, startColumnIndex: column - 1 };
  const box = { ...from, endRowIndex: first - 1 + rows, endColumnIndex: column - 1 + columns };
  return inside(box, rowCount, columnCount);
}

function inside(box: BoundBox, rowCount: number, columnCount: number): BoundBox {
  const isBefore = box.startRowIndex < 0 || box.startColumnIndex < 0;
  const isEmpty = box.endRowIndex <= box.startRowIndex || box.endColumnIndex <= box.startColumnIndex;
  if (isBefore || isEmpty || box.endRowIndex > rowCount || box.endColumnIndex > columnCount) {
    throw new ScriptException('The coordinates of the range are outside the dimensions of the sheet.');
  }
  return box;
}

function createSelection(document: ActiveDocument): HostObject {
  const { getActiveRange, getActiveSheet } = selectionMethods(document);
  const methods = Object.fromEntries(
    Object.entries({ getActiveRange, getActiveSheet }).flatMap(([name, each]) => (each ? [[name, each]] : [])),
  );
  return new HostObject({ name: 'Selection', service: 'SpreadsheetApp', methods });
}

/** What is selected in the tab in front; null when that is no range of it any more. */
function selectedRange(document: ActiveDocument): HostObject | null {
  const summary = document.activeSheet();
  const { sheetId, rowCount, columnCount } = summary;
  const box = parseBox(document.selection());
  if (!box) return null;
  const bound = boundBox(box, rowCount, columnCount);
  return createRange(document, createSheet(document, summary), { sheetId, box: bound });
}
