/** The message and method tables of schema.generated.ts, ready for look-ups. */
import { commonParameters, messageTable, methodTable } from '../schema.generated.ts';

export type Scalar = 'string' | 'boolean' | 'int' | 'double' | 'float' | 'any';

export type FieldType =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'enum'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'list'; readonly item: FieldType }
  | { readonly kind: 'map'; readonly item: FieldType };

export type Field = { readonly name: string; readonly type: FieldType };

export type Fields = ReadonlyMap<string, Field>;

export type Method = {
  /** e.g. `spreadsheets.values.get` */
  readonly id: string;
  readonly verb: string;
  /** e.g. `v4/spreadsheets/{spreadsheetId}/values/{range}:clear` */
  readonly path: string;
  readonly body: string | undefined;
  /** Full scope addresses; one of them is enough. */
  readonly scopes: readonly string[];
  readonly query: Fields;
};

const scalars: ReadonlySet<string> = new Set(['string', 'boolean', 'int', 'double', 'float', 'any']);

function isScalar(code: string): code is Scalar {
  return scalars.has(code);
}

function typeOf(code: string): FieldType {
  if (code.startsWith('*')) return { kind: 'list', item: typeOf(code.slice(1)) };
  if (code.startsWith('@')) return { kind: 'map', item: typeOf(code.slice(1)) };
  if (code.startsWith('#')) return { kind: 'message', name: code.slice(1) };
  return isScalar(code) ? { kind: 'scalar', scalar: code } : { kind: 'enum', values: new Set(code.split('|')) };
}

/** `merge_type` for `mergeType`: error texts and old clients use the proto names. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `mergeType` for `merge_type`; camel case stays. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldsOf(codes: readonly string[]): Fields {
  const fields = new Map<string, Field>();
  for (const code of codes) {
    const [name = '', type = ''] = code.split(/:(.*)/s);
    const field = { name, type: typeOf(type) };
    fields.set(name, field);
    fields.set(snakeCase(name), field);
  }
  return fields;
}

function messagesOf(table: string): ReadonlyMap<string, Fields> {
  return new Map(
    table.split('\n').map((line) => {
      const [name = '', ...codes] = line.split(' ');
      return [name, fieldsOf(codes)];
    }),
  );
}

function methodOf(line: string): Method {
  const [id = '', verb = '', path = '', body = '', scopes = '', ...query] = line.split(' ');
  return {
    id,
    verb,
    path,
    body: body === '-' ? undefined : body,
    scopes: scopes.split(',').map((scope) => `https://www.googleapis.com/auth/${scope}`),
    query: fieldsOf(query),
  };
}

const messages = messagesOf(messageTable);

/** Query parameters every method takes. */
export const commonQuery: Fields = fieldsOf(commonParameters.split(' '));

export const methods: readonly Method[] = methodTable.split('\n').map(methodOf);

/** Fields of a message by camel and snake name. Throws on a name the schema does not have. */
export function messageFields(name: string): Fields {
  const fields = messages.get(name);
  if (!fields) throw new Error(`the schema has no message ${name}`);
  return fields;
}
