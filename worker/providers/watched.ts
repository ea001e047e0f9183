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

/** What each object of a record is asked for besides its own members. */
export type Member = { readonly path: string; readonly name: string; readonly value: unknown };

/** The members of a record, outer ones first, each once for each place of a list it is in. `path`: of the object, ends in a dot. */
export function* membersOf(value: unknown, path = ''): Generator<Member> {
  if (Array.isArray(value)) for (const one of value) yield* membersOf(one, path);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    yield { path, name, value: member };
    yield* membersOf(member, `${path}${name}.`);
  }
}

/** A copy in which each object's members are `changed`; `path` as in `Member`. */
export function copyOf(
  value: unknown,
  changed: (members: Readonly<Record<string, unknown>>, path: string) => Record<string, unknown>,
  path = '',
): unknown {
  if (Array.isArray(value)) return value.map((one) => copyOf(one, changed, path));
  if (!isObject(value)) return value;
  const members = Object.entries(changed(value, path));
  return Object.fromEntries(members.map(([name, member]) => [name, copyOf(member, changed, `${path}${name}.`)]));
}

/** Objects as JSON has them. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
