import { a1 } from './a1.ts';
import type { Sheet } from './answers.ts';
import { blockFirst } from './block.ts';
import type { SheetsClient } from './client.ts';
import type { KeptPlace } from './kept-rows.ts';
import { readFormatKey } from './marks.ts';
import type { NumberFormat } from './requests.ts';
import type { CallOptions } from './transport.ts';

type Formats = readonly (NumberFormat | null)[];

const FIELDS =
  'sheets(properties(sheetId),data(startColumn,rowData(values(effectiveValue(stringValue),userEnteredFormat(numberFormat)))))';

/**
 * How the amounts of rows look, in the order of the columns. A column of amounts in one currency is told by its mark; where
 * currencies are mixed the cells are read, together with the key column, so that a sort meanwhile mixes nothing up.
 *
 * @returns the formats of the row with a key cell.
 * @throws SheetError
 */
export async function readAmountFormats(
  client: SheetsClient,
  place: KeptPlace,
  call: CallOptions,
): Promise<(keyCell: string) => Formats> {
  const marked = place.columns.map(({ type, held }) =>
    type === 'money' && held ? { ...readFormatKey(held.format), index: held.index } : null,
  );
  const usual = marked.map((mark) => mark?.format ?? null);
  const mixed = marked.flatMap((mark) => (mark?.isMixed ? [mark.index] : []));
  if (mixed.length === 0) return () => usual;
  const seen = await readCells(client, place, mixed, call);
  return (keyCell) => {
    const row = seen.get(keyCell);
    return marked.map((mark) => (mark?.isMixed ? (row?.[mixed.indexOf(mark.index)] ?? null) : (mark?.format ?? null)));
  };
}

/** The formats of some columns, by key cell. */
async function readCells(
  client: SheetsClient,
  { spreadsheetId, tab, key, block }: KeptPlace,
  columns: readonly number[],
  call: CallOptions,
): Promise<Map<string, Formats>> {
  const ranges = [key.index, ...columns].map((index) => a1(tab.title, [0, tab.gridRows], [index, index + 1]));
  const { sheets } = await client.get(spreadsheetId, { fields: FIELDS, ranges }, call);
  const data = sheets.find(({ properties }) => properties.sheetId === tab.sheetId)?.data ?? [];
  const keys = cellsIn(data, key.index);
  const others = columns.map((index) => cellsIn(data, index));
  const rows = new Map<string, Formats>();
  const lines = keys.map((cell, row) => ({ cell: cell?.effectiveValue?.stringValue, row }));
  for (const { cell, row } of blockFirst(lines, block)) {
    if (cell === undefined || rows.has(cell)) continue;
    rows.set(
      cell,
      others.map((cells) => cells[row]?.userEnteredFormat?.numberFormat ?? null),
    );
  }
  return rows;
}

function cellsIn(data: Sheet['data'], column: number) {
  const rows = data.find(({ startColumn }) => startColumn === column)?.rowData ?? [];
  return rows.map(({ values }) => values[0]);
}
