/** Field masks: choosing parts of an answer, and naming the parts of a message to write. */
import { ApiError, invalid } from '../api-error.ts';
import { camelCase, type FieldType, messageFields } from '../wire/schema.ts';

/** `true` is the whole field. */
export type Mask = true | { readonly [field: string]: Mask };

type Tree = { [field: string]: Tree | true };

function unreadable(path: string): ApiError {
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`;
  return new ApiError(400, 'Request contains an invalid argument.', [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: path, description }] },
  ]);
}

/** `a/b(c,d),e.*` as its paths. */
function pathsOf(text: string): string[][] {
  let at = 0;
  const list = (): string[][] => {
    const found: string[][] = [];
    for (;;) {
      found.push(...one());
      if (text[at] !== ',') return found;
      at += 1;
    }
  };
  const one = (): string[][] => {
    const from = at;
    while (at < text.length && !',()'.includes(text[at] ?? '')) at += 1;
    const path = text.slice(from, at).split(/[./]/);
    if (text[at] !== '(') return [path];
    at += 1;
    const inner = list();
    if (text[at] === ')') at += 1;
    return inner.map((rest) => [...path, ...rest]);
  };
  const paths = list();
  return at < text.length ? [[text]] : paths;
}

/** Type of a field of a message or of a map's values; `undefined` when there is none. */
function stepInto(type: FieldType, part: string): { name: string; type: FieldType } | undefined {
  if (type.kind === 'map') return { name: part, type: type.item };
  const inner = elementOf(type);
  const field = inner.kind === 'message' ? messageFields(inner.name).get(camelCase(part)) : undefined;
  return field && { name: field.name, type: field.type };
}

function grow(tree: Tree, path: readonly string[], type: FieldType, text: string): void {
  const [head = '', ...rest] = path;
  const step = stepInto(type, head);
  if (!step) throw unreadable(text);
  const { name } = step;
  const isWhole = rest.length === 0 || rest[0] === '*';
  const known = tree[name];
  if (isWhole || known === true) {
    tree[name] = true;
    return;
  }
  const branch = known ?? {};
  tree[name] = branch;
  grow(branch, rest, step.type, text);
}

function elementOf(type: FieldType): FieldType {
  return type.kind === 'list' ? elementOf(type.item) : type;
}

/** Reads the `fields` of a read. Throws Google's 400 for a path the message does not have. */
export function parseResponseMask(text: string, message: string): Mask {
  const tree: Tree = {};
  for (const path of pathsOf(text)) {
    if (path.length === 1 && path[0] === '*') return true;
    grow(tree, path, { kind: 'message', name: message }, path.join('.'));
  }
  return tree;
}

/** Whether the mask reaches into the field. */
export function wants(mask: Mask, ...path: readonly string[]): boolean {
  let at: Mask | undefined = mask;
  for (const part of path) {
    if (at === true) return true;
    at = at[part];
    if (at === undefined) return false;
  }
  return true;
}

/** The parts of a JSON value the mask names; elements of lists stay, if only as `{}`. */
export function project(value: unknown, mask: Mask): unknown {
  if (mask === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => project(one, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      const part = mask[key];
      return part === undefined || inner === undefined ? [] : [[key, project(inner, part)]];
    }),
  );
}

/** Paths of an update mask in camel case. `*` stands for every field; its first level is spelled out. */
export function parseUpdateMask(text: string | undefined, message: string): readonly (readonly string[])[] {
  if (text === undefined || text.trim() === '') {
    throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  }
  const paths = pathsOf(text.replaceAll(/\s/g, '')).flatMap((path) => expand(path, message));
  for (const path of paths) demandPath(path, message);
  return paths;
}

function expand(path: readonly string[], message: string): string[][] {
  if (path.length === 1 && path[0] === '*') {
    return [...new Set([...messageFields(message).values()].map((field) => field.name))].map((name) => [name]);
  }
  const names = path.map(camelCase);
  return [names.at(-1) === '*' ? names.slice(0, -1) : names];
}

function demandPath(path: readonly string[], message: string): void {
  let type: FieldType = { kind: 'message', name: message };
  for (const part of path) {
    const step = stepInto(type, part);
    if (!step) throw invalid(`Invalid field: ${path.join('.')}`);
    type = step.type;
  }
}

type Message = Readonly<Record<string, unknown>>;

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `target` with the named parts taken from `source`; what the source lacks is removed. */
export function applyPath(target: unknown, source: unknown, path: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return source;
  const into = isMessage(target) ? target : {};
  const from = isMessage(source) ? source[head] : undefined;
  const { [head]: before, ...others } = into;
  const next = rest.length === 0 ? from : applyPath(before, from, rest);
  const result = next === undefined || isEmpty(next, rest.length) ? others : { ...others, [head]: next };
  return Object.keys(result).length === 0 && target === undefined ? undefined : result;
}

function isEmpty(value: unknown, depth: number): boolean {
  return depth > 0 && isMessage(value) && Object.keys(value).length === 0;
}
