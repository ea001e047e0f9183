import { a1 } from './a1.ts';
import { withoutFormulas, type Pattern } from './fill-down.ts';
import type { View } from './look.ts';
import type { Goal } from './plan.ts';
import type { PublishJob } from './publish-job.ts';

/** Reads what new rows are to get of what people put beside the list; null when no row is new. */
export async function readPattern(job: PublishJob, { tab }: View, { mode, cells }: Goal): Promise<Pattern | null> {
  const { block } = tab;
  if (!block || block.rows === 0 || block.columns.length === 0) return null;
  const room = mode === 'append' ? 0 : block.capacity;
  if (cells.rows.length <= room) return null;
  if (block.columns.length >= tab.gridColumns) return { header: [], first: [] };
  const range = a1(tab.title, [block.top, block.top + 2], [0, tab.gridColumns]);
  const { values } = await job.client.getValues(job.spreadsheetId, range, job.call);
  const [header = [], first = []] = values;
  return { header, first: job.client.facts.pasteFormulaMovesReferences ? first : withoutFormulas(first) };
}
