import type { GridRange, ProtectedRange } from './answers.ts';
import type { SheetRequest } from './requests.ts';
import { adjacent } from './runs.ts';

/** The cells Willcall writes, as they lie after the call that these requests are part of. */
export type ManagedCells = {
  readonly sheetId: number;
  readonly reportId: string;
  /** The header row, and the row behind the last one of ours. */
  readonly rows: readonly [number, number];
  /** Of the tab, in any order. */
  readonly columns: readonly number[];
};

/**
 * Lets Google ask people before they edit what Willcall writes; nobody is kept from it. Ranges are found by their description and
 * replaced when the list moved or grew. One that people made stricter or gave another description is theirs. Pure; to be sent after
 * everything that inserts, deletes or moves rows and columns.
 *
 * @param found protected ranges of the report's tab before the call, with protectedRangeId and description
 */
export function warnOnEdit(found: readonly ProtectedRange[], cells: ManagedCells, isOn: boolean): SheetRequest[] {
  const description = descriptionOf(cells.reportId);
  const described = found.filter((one) => one.description === description);
  const isTheirs = described.some(({ warningOnly }) => !warningOnly);
  const wanted = isOn && !isTheirs ? rangesOf(cells) : [];
  const kept = wanted.map((range) => described.find((one) => one.warningOnly && isSame(one.range, range)));
  const outdated = described.filter((one) => one.warningOnly && !kept.includes(one));
  const missing = wanted.filter((_, index) => kept[index] === undefined);
  return [
    ...outdated.flatMap(({ protectedRangeId }): SheetRequest[] =>
      protectedRangeId === undefined ? [] : [{ deleteProtectedRange: { protectedRangeId } }],
    ),
    ...missing.map((range): SheetRequest => ({
      addProtectedRange: { protectedRange: { range, description, warningOnly: true } },
    })),
  ];
}

function descriptionOf(reportId: string): string {
  return `Willcall keeps these cells up to date: what you type here is replaced (report ${reportId})`;
}

function rangesOf({ sheetId, rows, columns }: ManagedCells): GridRange[] {
  const sorted = columns.toSorted((a, b) => a - b);
  return adjacent(sorted).map(({ from, to, at }) => ({
    sheetId,
    startRowIndex: rows[0],
    endRowIndex: rows[1],
    startColumnIndex: at,
    endColumnIndex: at + to - from,
  }));
}

function isSame(a: GridRange | undefined, b: GridRange): boolean {
  return (
    (a?.startRowIndex ?? 0) === b.startRowIndex &&
    a?.endRowIndex === b.endRowIndex &&
    (a?.startColumnIndex ?? 0) === b.startColumnIndex &&
    a?.endColumnIndex === b.endColumnIndex
  );
}
