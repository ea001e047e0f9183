import type { Column } from '../../shared/columns.ts';
import type { Memory } from '../sheets/memory.ts';
import { isPersonal } from './person.ts';

/**
 * What a publish left to compare with, as if nothing had stood in the personal columns: that they are blank now is meant. Columns nobody
 * offers any more count as personal.
 */
export function withoutPersonalCounts(memory: Memory, columns: readonly Column[]): Memory {
  const open = new Set(columns.flatMap((column) => (isPersonal(column) ? [] : [column.id])));
  const filled = Object.entries(memory.filled).map(([name, count]) => [
    name,
    open.has(name.slice(name.indexOf(' ') + 1)) ? count : 0,
  ]);
  return { ...memory, filled: Object.fromEntries(filled) };
}
