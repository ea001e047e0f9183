import { z } from 'zod';
import { printBox, type BoundBox } from '../../google/values/a1.ts';
import type { ActiveDocument } from '../document.ts';
import { HostObject, method } from '../host-object.ts';
import { SCOPES } from '../permissions.ts';

const READS = { args: z.tuple([]), needs: 'document', scopes: SCOPES.spreadsheet } as const;

type Place = { sheetId: number; box: BoundBox };

/** `Range` of one tab. Rows and columns count from 1 for the script. */
export function createRange(document: ActiveDocument, sheet: HostObject, { sheetId, box }: Place): HostObject {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = box;
  const range: HostObject = new HostObject({
    name: 'Range',
    service: 'SpreadsheetApp',
    methods: {
      getA1Notation: method(READS, () => printBox(box)),
      getSheet: method(READS, () => sheet),
      getRow: method(READS, () => startRowIndex + 1),
      getLastRow: method(READS, () => endRowIndex),
      getColumn: method(READS, () => startColumnIndex + 1),
      getLastColumn: method(READS, () => endColumnIndex),
      getNumRows: method(READS, () => endRowIndex - startRowIndex),
      getNumColumns: method(READS, () => endColumnIndex - startColumnIndex),
      getDisplayValue: method(READS, () => document.displayValue(sheetId, startRowIndex, startColumnIndex)),
      activate: method(READS, () => {
        document.activate(sheetId);
        document.select(printBox(box));
        return range;
      }),
    },
  });
  return range;
}
