import type { ColumnInfo } from './catalogue.ts';

/** Swaps the column with its neighbour; at either end nothing changes. */
export function moved(chosen: readonly string[], id: string, step: -1 | 1): string[] {
  const from = chosen.indexOf(id);
  const neighbour = chosen[from + step];
  if (from < 0 || neighbour === undefined) return [...chosen];
  return chosen.map((other) => (other === id ? neighbour : other === neighbour ? id : other));
}

/** Everything, the columns already chosen first and in their order. */
export function allOf(columns: readonly ColumnInfo[], chosen: readonly string[]): string[] {
  return [...new Set([...chosen, ...columns.map((column) => column.id)])];
}

/** Columns whose title, id or description holds all the words searched for. */
export function found(columns: readonly ColumnInfo[], search: string): ColumnInfo[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return columns.filter(({ title, id, description }) => {
    const text = `${title} ${id} ${description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
