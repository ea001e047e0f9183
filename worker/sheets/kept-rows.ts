import type { Column } from '../../shared/columns.ts';
import { a1 } from './a1.ts';
import { blockFirst } from './block.ts';
import type { SheetsClient } from './client.ts';
import { isKeyColumn, keyCell, readKeyCell } from './key-column.ts';
import { readAmountFormats } from './kept-formats.ts';
import type { KeptRow } from './kept-row.ts';
import { readWhole } from './read-whole.ts';
import type { CellContent } from './requests.ts';
import type { Block, ManagedColumn, Tab } from './tab.ts';
import type { CallOptions } from './transport.ts';

/** Rows that stay, by source and key. */
export type KeptRows = ReadonlyMap<string, ReadonlyMap<string, KeptRow>>;

/** Whose rows stay, and which columns they are to have now. */
export type Keeping = { readonly sources: readonly string[]; readonly columns: readonly Column[] };

/** Where we read: the tab with its block and key column, and for each column wanted now the one that holds it. */
export type KeptPlace = {
  readonly spreadsheetId: string;
  readonly tab: Tab;
  readonly block: Block;
  readonly key: ManagedColumn;
  readonly columns: readonly { readonly type: Column['type']; readonly held: ManagedColumn | null }[];
};

/**
 * Reads the rows of some sources as the tab holds them now. They are found by their key cells, wherever in the tab: people sort,
 * insert and move rows. Columns are told apart by their marks; one that is new is blank. No read when nothing can be kept.
 *
 * @throws SheetError; Failure `conflict` when people keep changing the tab meanwhile.
 */
export async function readKeptRows(
  client: SheetsClient,
  { spreadsheetId, tab }: { spreadsheetId: string; tab: Tab },
  { sources, columns }: Keeping,
  call: CallOptions,
): Promise<KeptRows> {
  const { block } = tab;
  const key = block?.columns.find(isKeyColumn);
  if (!block || !key || sources.length === 0) return new Map();
  const held = (id: string) => block.columns.find((column) => column.id === id) ?? null;
  const wanted = columns.map(({ id, type }) => ({ type, held: held(id) }));
  return await readRows(client, { spreadsheetId, tab, block, key, columns: wanted }, sources, call);
}

async function readRows(
  client: SheetsClient,
  place: KeptPlace,
  sources: readonly string[],
  call: CallOptions,
): Promise<KeptRows> {
  const { spreadsheetId, tab, block, key, columns } = place;
  const first = block.columns[0]?.index ?? 0;
  const end = (block.columns.at(-1)?.index ?? 0) + 1;
  const values = await readWhole(
    async (...box) => (await client.getResults(spreadsheetId, a1(tab.title, ...box), call)).values,
    { rows: tab.gridRows, columns: [first, end], key: key.index },
  );
  const formatsOf = await readAmountFormats(client, place, call);
  const kept = new Map(sources.map((source) => [source, new Map<string, KeptRow>()]));
  for (const row of blockFirst(values, block)) {
    const found = readKeyCell(row[key.index - first]);
    const rows = found && kept.get(found.source);
    if (!rows || rows.has(found.key)) continue;
    const cells = columns.map(({ held }) => (held ? contentOf(row[held.index - first]) : null));
    rows.set(found.key, { cells, formats: formatsOf(keyCell(found)) });
  }
  return kept;
}

function contentOf(cell: CellContent = null): CellContent {
  return cell === '' ? null : cell;
}

/** Whether two reads found the same rows; their order in the tab does not matter. */
export function isSameRows(a: KeptRows, b: KeptRows): boolean {
  const isSameSource = ([source, rows]: readonly [string, ReadonlyMap<string, KeptRow>]) => {
    const others = b.get(source);
    return others?.size === rows.size && [...rows].every(([key, row]) => isSameRow(row, others.get(key)));
  };
  return a.size === b.size && [...a].every(isSameSource);
}

function isSameRow(a: KeptRow, b: KeptRow | undefined): boolean {
  if (!b || a.cells.length !== b.cells.length) return false;
  const isSameCell = (cell: CellContent, index: number) =>
    cell === b.cells[index] && a.formats[index]?.pattern === b.formats[index]?.pattern;
  return a.cells.every(isSameCell);
}
