import type { LogEntry } from '../change-log/lines.ts';
import { readKeyCell } from '../key-column.ts';
import { contentAt } from './contents.ts';
import type { SyncDraft } from './draft-sync.ts';
import { leavingOf } from './outcome.ts';

/** What a sync changes, cell by cell, with what stands there just before. */
export function logOf(draft: SyncDraft): LogEntry[] {
  const { goal, match, differences, at } = draft;
  const name = (key: string) => readKeyCell(key)?.key ?? key;
  return [
    ...match.fresh.map((index): LogEntry => ({ kind: 'added', key: name(goal.keys[index] ?? '') })),
    ...leavingOf(draft).map(({ key }): LogEntry => ({ kind: 'removed', key: name(key ?? '') })),
    ...differences.flatMap(({ pair, columns }) =>
      columns.map((column): LogEntry => {
        const place = at.columns.before[column]?.index ?? null;
        return {
          kind: 'changed',
          key: name(goal.keys[pair.index] ?? ''),
          column: goal.columns[column]?.title ?? '',
          before: place === null ? null : contentAt(pair.line.cells, place),
          after: goal.cells.rows[pair.index]?.[column] ?? null,
          format: goal.cells.formats[column] ?? null,
        };
      }),
    ),
  ];
}
