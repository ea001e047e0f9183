import type { Row } from '../../shared/records.ts';
import { copyOf, isObject, membersOf, watched } from './watched.ts';

/** Makes rows of a record. @throws when it cannot be read. */
export type ReadRows = (record: unknown) => readonly Row[];

/** Records a member is tried on before it counts as read by no column. */
const TRIES = 3;
const STRANGER = 'member_of_tomorrow';

/**
 * Dotted names of the members that no column reads, and in how many of the records they are.
 *
 * A member nobody looks at is one. Where members are looked at whatever they are called, it is one whose absence changes no row.
 */
export function unreadOf(records: readonly unknown[], read: ReadRows): Map<string, number> {
  const loose = looseIn(records.slice(0, TRIES), read);
  const inert = inertIn(records, read, loose);
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const name of new Set(unreadIn(record, read, loose, inert))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Which members reading looks at; what it says before it fails counts too. */
function seenBy(read: ReadRows, record: unknown): ReadonlySet<string> {
  const { record: seenThrough, seen } = watched(record);
  attempt(read, seenThrough);
  return seen;
}

function attempt(read: ReadRows, record: unknown): string | null {
  try {
    return JSON.stringify(read(record));
  } catch {
    // Told elsewhere, record by record.
    return null;
  }
}

/** Paths of objects in which even a member with an unheard name is looked at. */
function looseIn(records: readonly unknown[], read: ReadRows): ReadonlySet<string> {
  const suffix = STRANGER.length;
  const seen = records.flatMap((record) => [
    ...seenBy(
      read,
      copyOf(record, (members) => ({ ...members, [STRANGER]: 'new' })),
    ),
  ]);
  return new Set(seen.filter((name) => name.endsWith(STRANGER)).map((name) => name.slice(0, -suffix)));
}

const isBlank = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Members of loose objects whose absence changes nothing, wherever they were tried. */
function inertIn(records: readonly unknown[], read: ReadRows, loose: ReadonlySet<string>): ReadonlySet<string> {
  const tries = new Map<string, { left: number; inert: boolean }>();
  for (const record of records) {
    const rows = attempt(read, record);
    const there = new Set(
      [...membersOf(record)].filter((one) => loose.has(one.path) && !isBlank(one.value)).map(nameOf),
    );
    for (const name of rows === null ? [] : there) {
      const tried = tries.get(name) ?? { left: TRIES, inert: true };
      if (tried.left > 0 && tried.inert) {
        tries.set(name, { left: tried.left - 1, inert: attempt(read, without(record, name)) === rows });
      }
    }
  }
  return new Set([...tries].filter(([, { inert }]) => inert).map(([name]) => name));
}

const nameOf = ({ path, name }: { path: string; name: string }): string => path + name;

const without = (record: unknown, name: string): unknown =>
  copyOf(record, (members, path) =>
    Object.fromEntries(Object.entries(members).filter(([member]) => path + member !== name)),
  );

function unreadIn(record: unknown, read: ReadRows, loose: ReadonlySet<string>, inert: ReadonlySet<string>): string[] {
  const seen = seenBy(read, record);
  const opened = new Set([...seen].map((name) => name.slice(0, name.lastIndexOf('.') + 1)));
  const within = (value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((one) => within(one, path));
    // What was taken as a whole, without a look inside, was read.
    if (!isObject(value) || (path !== '' && !opened.has(path))) return [];
    return Object.entries(value).flatMap(([name, member]) => {
      const isRead = loose.has(path) ? !inert.has(path + name) : seen.has(path + name);
      return isRead ? within(member, `${path}${name}.`) : [path + name];
    });
  };
  return within(record, '');
}
