/** A record that remembers which of its members were looked at, by dotted name; places in a list are not told apart. */
export type Watched = { readonly record: unknown; readonly seen: ReadonlySet<string> };

/** Looked at by whoever prints or copies any object, and no member of a record. */
const OF_EVERY_OBJECT = new Set(['toJSON', 'then', 'constructor', 'length']);

/** Wraps a record as JSON has it. */
export function watched(record: unknown): Watched {
  const seen = new Set<string>();
  return { record: watch(record, '', seen), seen };
}

function watch(value: unknown, path: string, seen: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key !== 'string' || typeof found === 'function' || OF_EVERY_OBJECT.has(key)) return found;
      if (isList) return watch(found, path, seen);
      seen.add(path + key);
      return watch(found, `${path}${key}.`, seen);
    },
  });
}

/**
 * Dotted names of the members nobody looked at. What was taken as a whole, without a look inside, counts as looked at.
 */
export function unseenOf(record: unknown, seen: ReadonlySet<string>): string[] {
  return [...new Set(unseenIn(record, '', seen))];
}

function unseenIn(value: unknown, path: string, seen: ReadonlySet<string>): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => unseenIn(one, path, seen));
  if (typeof value !== 'object' || value === null) return [];
  const isOpened = [...seen].some((name) => name.startsWith(path));
  if (path !== '' && !isOpened) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    seen.has(path + key) ? unseenIn(member, `${path}${key}.`, seen) : [path + key],
  );
}
