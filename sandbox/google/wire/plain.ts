import { type Field, type Fields, type FieldType, messageFields } from './schema.ts';

type Check = (value: unknown) => boolean;

const scalarChecks: Readonly<Record<string, Check>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  int: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2_147_483_648,
  double: (value) => typeof value === 'number' && Number.isFinite(value),
  float: (value) => typeof value === 'number' && Number.isFinite(value),
  any: () => true,
};

const messageChecks = new Map<string, Check>();

function messageCheck(name: string): Check {
  const known = messageChecks.get(name);
  if (known) return known;
  let checks: ReadonlyMap<string, Check> | undefined;
  const check: Check = (value) => {
    checks ??= fieldChecks(messageFields(name));
    return isObject(value) && everyField(value, checks, name === 'Request');
  };
  messageChecks.set(name, check);
  return check;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function everyField(
  value: Readonly<Record<string, unknown>>,
  checks: ReadonlyMap<string, Check>,
  onlyOne: boolean,
): boolean {
  let fields = 0;
  for (const key in value) {
    fields += 1;
    const check = checks.get(key);
    if (!check?.(value[key])) return false;
  }
  return !onlyOne || fields <= 1;
}

function fieldChecks(fields: Fields): ReadonlyMap<string, Check> {
  return new Map([...fields.values()].map((field: Field) => [field.name, checkOf(field.type)]));
}

function checkOf(type: FieldType): Check {
  if (type.kind === 'message') return messageCheck(type.name);
  if (type.kind === 'scalar') return scalarChecks[type.scalar] ?? (() => false);
  if (type.kind === 'enum') return (value) => typeof value === 'string' && type.values.has(value);
  if (type.kind === 'map') return () => false;
  const item = checkOf(type.item);
  return (value) => Array.isArray(value) && value.every(item);
}

/**
 * Whether a value is a message exactly as the schema spells it: nothing to convert, nothing to refuse. Bodies of a
 * hundred megabytes pass here; everything else goes to the reader that keeps track of where it is.
 */
export function isPlainMessage(name: string, value: unknown): boolean {
  return messageCheck(name)(value);
}
