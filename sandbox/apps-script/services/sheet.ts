import { z } from 'zod';
import type { ActiveDocument, SheetSummary } from '../document.ts';
import { HostObject, method } from '../host-object.ts';
import { SCOPES } from '../permissions.ts';
import { ScriptException } from '../script-exception.ts';

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
    getActiveRange: method(READS, () => createRange(document)),
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

function createSheet(document: ActiveDocument, { sheetId, title, hidden }: SheetSummary): HostObject {
  const sheet: HostObject = new HostObject({
    name: 'Sheet',
    service: 'SpreadsheetApp',
    methods: {
      getSheetId: method(READS, () => sheetId),
      getName: method(READS, () => title),
      getSheetName: method(READS, () => title),
      isSheetHidden: method(READS, () => hidden),
      activate: method(READS, () => activate(document, sheet)),
      getActiveRange: method(READS, () => createRange(document)),
    },
  });
  sheetIds.set(sheet, sheetId);
  return sheet;
}

function createSelection(document: ActiveDocument): HostObject {
  const { getActiveRange, getActiveSheet } = selectionMethods(document);
  const methods = Object.fromEntries(
    Object.entries({ getActiveRange, getActiveSheet }).flatMap(([name, each]) => (each ? [[name, each]] : [])),
  );
  return new HostObject({ name: 'Selection', service: 'SpreadsheetApp', methods });
}

function createRange(document: ActiveDocument): HostObject {
  const selected = document.selection();
  const sheet = document.activeSheet();
  return new HostObject({
    name: 'Range',
    service: 'SpreadsheetApp',
    methods: {
      getA1Notation: method(READS, () => selected),
      getSheet: method(READS, () => createSheet(document, sheet)),
    },
  });
}
