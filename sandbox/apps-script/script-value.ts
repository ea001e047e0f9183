/** What may cross google.script.run in either direction. */
export type ScriptValue = string | number | boolean | null | ScriptValue[] | { [key: string]: ScriptValue };

/**
 * Copies a value under the rules of google.script.run: primitives, null, plain objects and arrays of those.
 * Undefined becomes null in arrays and disappears from objects; dates, functions, DOM nodes, class instances and
 * cycles fail. Works on values of another realm and in a browser.
 * @throws TypeError `Failed due to illegal value in property: <name>`.
 * @see https://developers.google.com/apps-script/guides/html/reference/run
 */
export function toScriptValue(value: unknown): ScriptValue {
  return copy(value, '0', []);
}

function copy(value: unknown, property: string, parents: readonly object[]): ScriptValue {
  if (value === undefined || isPrimitive(value)) return value ?? null;
  if (typeof value !== 'object' || value === null || parents.includes(value)) throw illegal(property);
  const inside = [...parents, value];
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) => copy(item, String(index), inside));
  }
  if (isPlain(value)) return copyObject(value, inside);
  throw illegal(property);
}

function copyObject(value: object, parents: readonly object[]): ScriptValue {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, key, parents)]));
}

/** Checks the arguments of one google.script.run call; see {@link toScriptValue}. */
export function toScriptArguments(args: readonly unknown[]): ScriptValue[] {
  return args.map((value, index) => copy(value, String(index), []));
}

function isPrimitive(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  const isRoot = typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null;
  return isRoot && Object.prototype.toString.call(value) === '[object Object]';
}

function illegal(property: string): TypeError {
  return new TypeError(`Failed due to illegal value in property: ${property}`);
}
