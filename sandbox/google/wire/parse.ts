/** Checks JSON against the schema and refuses it in Google's words. */
import { type ApiError, invalid } from '../api-error.ts';
import type { Messages } from '../schema.generated.ts';
import { enumName } from './enum-names.ts';
import { isPlainMessage } from './plain.ts';
import { type Field, type FieldType, messageFields, type Scalar, snakeCase } from './schema.ts';

type JsonObject = Readonly<Record<string, unknown>>;
type Violation = { field?: string; description: string };

const protoTypes: Readonly<Record<Scalar, string>> = {
  string: 'TYPE_STRING',
  boolean: 'TYPE_BOOL',
  int: 'TYPE_INT32',
  double: 'TYPE_DOUBLE',
  float: 'TYPE_FLOAT',
  any: 'type.googleapis.com/google.protobuf.Value',
};

/** Nested messages whose proto name is not simply the schema's name. */
const nestedNames: Readonly<Record<string, string>> = { Request: 'BatchUpdateSpreadsheetRequest.Request' };

/** `{"@type": ...BadRequest}` as every schema error carries it. */
export function badRequest(violations: readonly Violation[]): ApiError {
  const message = violations.map((one) => one.description).join('\n');
  return invalid(message, [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }]);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (isObject(value)) return 'Starting an object on a scalar field';
  return JSON.stringify(value);
}

class Reader {
  readonly violations: Violation[] = [];
  readonly #path: (string | number)[];

  constructor(root: string) {
    this.#path = root === '' ? [] : [root];
  }

  message(name: string, value: JsonObject): JsonObject {
    const fields = messageFields(name);
    let changed: Record<string, unknown> | undefined;
    let set: string | undefined;
    for (const key in value) {
      const field = fields.get(key);
      if (!field) {
        this.#unknown(key, 'Cannot find field.');
        continue;
      }
      const given = value[key];
      const read = this.#member(name, field, given);
      if (read !== given || field.name !== key) changed = replaced(changed ?? value, key, field.name, read);
      if (name === 'Request' && read !== undefined) set = this.#onlyOne(set, key);
    }
    return changed ?? value;
  }

  #onlyOne(set: string | undefined, key: string): string {
    if (set !== undefined) {
      const text = `oneof field 'kind' is already set. Cannot set '${key}'`;
      this.#violation(this.#where(), `Invalid value at '${this.#where()}' (oneof), ${text}`);
    }
    return key;
  }

  #member(message: string, field: Field, value: unknown): unknown {
    if (value === null && !isAny(field.type)) return undefined;
    this.#path.push(field.name);
    const read = this.#read(message, field, field.type, value);
    this.#path.pop();
    return read;
  }

  #read(message: string, field: Field, type: FieldType, value: unknown): unknown {
    if (type.kind === 'list') return this.#list(message, field, type.item, value);
    if (type.kind === 'map') return this.#map(message, field, type.item, value);
    if (Array.isArray(value) && !isAny(type)) return this.#notRepeating(field);
    if (type.kind === 'message')
      return isObject(value) ? this.message(type.name, value) : this.#wrongMessage(type.name, value);
    if (type.kind === 'enum') return this.#enum(message, field, type.values, value);
    const read = scalarReaders[type.scalar](value);
    return read === undefined ? this.#wrong(protoTypes[type.scalar], value) : read;
  }

  #list(message: string, field: Field, item: FieldType, value: unknown): unknown {
    const inner = this.#path.length;
    if (!Array.isArray(value)) {
      if (item.kind === 'list') return this.#wrong('type.googleapis.com/google.protobuf.ListValue', value);
      return [this.#read(message, field, item, value)];
    }
    if (isAny(item)) return value;
    let changed: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      this.#path.push(index);
      const given: unknown = value[index];
      const read = this.#element(message, field, item, given);
      if (read !== given) (changed ??= [...value])[index] = read;
      this.#path.length = inner;
    }
    return changed ?? value;
  }

  #element(message: string, field: Field, item: FieldType, value: unknown): unknown {
    if (item.kind !== 'list') return this.#read(message, field, item, value);
    return Array.isArray(value) ? value : this.#wrong('type.googleapis.com/google.protobuf.ListValue', value);
  }

  #map(message: string, field: Field, item: FieldType, value: unknown): unknown {
    if (!isObject(value)) return this.#wrong('map', value);
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        this.#path.push(key, 'value');
        const read = this.#read(message, field, item, one);
        this.#path.length -= 2;
        return [key, read];
      }),
    );
  }

  #enum(message: string, field: Field, values: ReadonlySet<string>, value: unknown): unknown {
    if (typeof value === 'string' && values.has(value)) return value;
    if (typeof value === 'number' && Number.isInteger(value)) return [...values][value] ?? value;
    return this.#wrong(enumName(message, field.name), value);
  }

  #wrongMessage(name: string, value: unknown): undefined {
    return this.#wrong(`type.googleapis.com/google.apps.sheets.v4.${nestedNames[name] ?? name}`, value);
  }

  #wrong(type: string, value: unknown): undefined {
    this.#violation(this.#where(), `Invalid value at '${this.#where()}' (${type}), ${shown(value)}`);
    return undefined;
  }

  #notRepeating(field: Field): undefined {
    this.#path.pop();
    this.#unknown(snakeCase(field.name), 'Proto field is not repeating, cannot start list.');
    this.#path.push(field.name);
    return undefined;
  }

  #unknown(key: string, why: string): void {
    const where = this.#where();
    const at = where === '' ? '' : ` at '${where}'`;
    this.#violation(where, `Invalid JSON payload received. Unknown name "${key}"${at}: ${why}`);
  }

  #violation(field: string, description: string): void {
    this.violations.push(field === '' ? { description } : { field, description });
  }

  #where(): string {
    return this.#path.reduce<string>((path, part) => {
      if (typeof part === 'number') return `${path}[${part}]`;
      return path === '' ? snakeCase(part) : `${path}.${snakeCase(part)}`;
    }, '');
  }
}

function replaced(source: JsonObject, key: string, name: string, value: unknown): Record<string, unknown> {
  const { [key]: _, ...rest } = source;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function isAny(type: FieldType): boolean {
  return type.kind === 'scalar' && type.scalar === 'any';
}

const scalarReaders: Readonly<Record<Scalar, (value: unknown) => unknown>> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  boolean: (value) => (typeof value === 'string' ? textBoolean(value) : typeof value === 'boolean' ? value : undefined),
  int: (value) => integer(typeof value === 'string' && value !== '' ? Number(value) : value),
  double: (value) => finite(value),
  float: (value) => finite(value),
  any: (value) => value,
};

function textBoolean(value: string): boolean | undefined {
  const lower = value.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

function integer(value: unknown): number | undefined {
  const fits = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_648;
  return fits ? value : undefined;
}

function finite(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/**
 * Reads a message: camel and snake names, numbers given as text and `null` for "absent" are accepted as Google accepts
 * them. Throws 400 with one line a violation. `root` is the prefix of error paths (`data` for value bodies).
 */
export function parseMessage<Name extends keyof Messages>(name: Name, value: unknown, root = ''): Messages[Name] {
  if (isPlainMessage(name, value)) return conforming<Name>(value);
  const reader = new Reader(root);
  if (!isObject(value)) {
    throw badRequest([
      { description: `Invalid JSON payload received. Unknown name "": Root element must be a message.` },
    ]);
  }
  const read = reader.message(name, value);
  if (reader.violations.length > 0) throw badRequest(reader.violations);
  return conforming<Name>(read);
}

/** What the reader returned has the generated type: both come from the same table. */
function conforming<Name extends keyof Messages>(value: unknown): Messages[Name] {
  if (isConforming<Name>(value)) return value;
  throw new Error('a message was expected');
}

function isConforming<Name extends keyof Messages>(value: unknown): value is Messages[Name] {
  return isObject(value);
}
