import type { FieldDiff } from '../../shared/report-file.ts';
import type { FileReport } from './shape.ts';

const LONGEST = 300;

/** Lists of plain values, such as columns, are one field; everything else is taken apart. */
function leavesOf(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, shown(value)]];
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null))
    return [[path, value.length === 0 ? 'none' : value.map(shown).join(', ')]];
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return [[path, 'none']];
  return entries.flatMap(([key, inner]) =>
    leavesOf(inner, joined(path, Array.isArray(value) ? `[${Number(key) + 1}]` : key)),
  );
}

function joined(path: string, key: string): string {
  if (path === '' || key.startsWith('[')) return `${path}${key}`;
  return `${path}.${key}`;
}

const shown = (value: unknown): string =>
  value === null ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

const cut = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** What differs between two forms of a report, field by field; `before` null: there was none. */
export function fieldDiffs(before: FileReport | null, after: FileReport): FieldDiff[] {
  const old = new Map(before ? leavesOf(before, '') : []);
  const now = new Map(leavesOf(after, ''));
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: cut(old.get(path)), after: cut(now.get(path)) }));
}
