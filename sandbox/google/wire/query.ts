/** Query parameters, checked like a body. */
import { isObject, badRequest } from './parse.ts';
import { enumName } from './enum-names.ts';
import { commonQuery, type Field, type Method, snakeCase } from './schema.ts';

/** Parameters by camel name; repeated ones are lists. */
export type Query = Readonly<Record<string, string | boolean | readonly string[]>>;

const requestNames: Readonly<Record<string, string>> = {};

function violation(description: string, field?: string) {
  return badRequest([field === undefined ? { description } : { field, description }]);
}

function readBoolean(field: Field, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === '1' || lower === '') return true;
  if (lower === 'false' || lower === '0') return false;
  const name = snakeCase(field.name);
  throw violation(`Invalid value at '${name}' (TYPE_BOOL), ${JSON.stringify(text)}`, name);
}

function readOne(field: Field, text: string): string | boolean {
  if (field.type.kind === 'enum' && !field.type.values.has(text)) {
    const name = snakeCase(field.name);
    const type = enumName(requestNames[field.name] ?? '', field.name);
    throw violation(`Invalid value at '${name}' (${type}), ${JSON.stringify(text)}`, name);
  }
  if (field.type.kind === 'scalar' && field.type.scalar === 'boolean') return readBoolean(field, text);
  return text;
}

function unknownParameter(key: string): never {
  const why = `Cannot bind query parameter. Field '${key}' could not be found in request message.`;
  throw violation(`Invalid JSON payload received. Unknown name ${JSON.stringify(key)}: ${why}`);
}

/** Throws 400 for names the method does not have and values of the wrong kind. The last of repeated single values wins. */
export function parseQuery(method: Method, parameters: URLSearchParams): Query {
  const query: Record<string, string | boolean | readonly string[]> = {};
  for (const [key, text] of parameters) {
    const plain = key.startsWith('$') && key !== '$.xgafv' ? key.slice(1) : key;
    const field = method.query.get(plain) ?? commonQuery.get(plain) ?? unknownParameter(key);
    const earlier = query[field.name];
    if (field.type.kind === 'list') query[field.name] = [...(Array.isArray(earlier) ? earlier : []), text];
    else query[field.name] = readOne(field, text);
  }
  return query;
}

/** JSON text of a body. Throws Google's 400 for broken JSON; an empty body is an empty message. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    throw violation(`Invalid JSON payload received. Unexpected token.\n${text.slice(0, 40)}\n^`);
  }
  throw violation('Invalid JSON payload received. Unknown name "": Root element must be a message.');
}
