/** Finds the API method behind a verb and a path. */
import { type Method, methods } from '../wire/schema.ts';

export type Match = { readonly method: Method; readonly parameters: Readonly<Record<string, string>> };

type Route = { readonly method: Method; readonly pattern: RegExp };

/** Paths end in a fixed word more often than not, so that `A1:B2:clear` must not be taken for a range. */
function patternOf(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'range' ? `(?<range>[^/]+)` : `(?<${name}>[^/:]+)`,
  );
  return new RegExp(`^/${source}$`);
}

const routes: readonly Route[] = methods.map((method) => ({ method, pattern: patternOf(method.path) }));

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeText(text)]));
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * `path` as sent, still percent-encoded. One slash too many before a `:` or at the end is forgiven, as Google does; so is
 * an encoded `:` before the verb.
 */
export function matchMethod(verb: string, path: string): Match | undefined {
  const unslashed = path.replace(/\/(:|%3A)/i, ':').replace(/(?<=.)\/$/, '');
  const plain = unslashed.replace(/%3A(?=[a-z]+$)/i, ':');
  for (const { method, pattern } of routes) {
    const found = method.verb === verb ? pattern.exec(plain) : null;
    if (found) return { method, parameters: decoded({ ...found.groups }) };
  }
  return undefined;
}
