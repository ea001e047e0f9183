import type { ColumnInfo } from './catalogue.ts';
import type { ChangeSummary, RowChange } from '../../shared/changes.ts';
import type { Format } from './format.ts';
import { words } from './words.ts';

/** "12 new, 40 changed, 3 left, 12,425 unchanged". */
export function changesSentence({ added, changed, removed, unchanged }: ChangeSummary, { count }: Format): string {
  const { changes: text } = words;
  if (added + changed + removed === 0) return text.nothing(count(unchanged));
  const parts = [
    ...(added > 0 ? [text.added(count(added))] : []),
    ...(changed > 0 ? [text.changed(count(changed))] : []),
    ...(removed > 0 ? [text.removed(count(removed))] : []),
    ...(unchanged > 0 ? [text.unchanged(count(unchanged))] : []),
  ];
  return parts.join(', ');
}

/** What else is to be said of how it was written, a sentence each; mostly nothing. */
export function remarksOf({ duplicates, cut, atomic }: ChangeSummary, { count }: Format): string[] {
  const { changes: text } = words;
  return [
    ...(duplicates > 0 ? [text.copies(count(duplicates))] : []),
    ...(cut > 0 ? [text.cut(count(cut))] : []),
    ...(atomic ? [] : [text.pieces]),
  ];
}

/** Rows of one kind, to be shown one below the other; `more`: how many are left out. */
export type ChangeGroup = { kind: RowChange['kind']; lines: string[]; more: number };

const KINDS = ['removed', 'changed', 'added', 'edited'] as const;

/** Shown of each kind: who wants to see all looks at the tab. */
const MOST = 30;

/** The rows that changed, by kind; those that left first, because they are what one asks about. */
export function changeGroups(
  changes: readonly RowChange[],
  columns: readonly ColumnInfo[],
  kinds: readonly RowChange['kind'][] = KINDS,
): ChangeGroup[] {
  const accounts = new Set(changes.map(({ account }) => account));
  const lineOf = ({ account, key, columns: ids }: RowChange): string => {
    const name = accounts.size > 1 && account ? `${account} ${key}` : key;
    const titles = ids.map((id) => columns.find((column) => column.id === id)?.title ?? id);
    return titles.length > 0 ? `${name}: ${titles.join(', ')}` : name;
  };
  return KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => {
    const all = changes.filter((change) => change.kind === kind);
    if (all.length === 0) return [];
    return [{ kind, lines: all.slice(0, MOST).map(lineOf), more: Math.max(0, all.length - MOST) }];
  });
}
