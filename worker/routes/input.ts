import type { Context } from 'hono';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { flattened, pathOf, sentenceOf } from '../issue-sentences.ts';

/** Neither can be kept in the database unchanged. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

function unkeepable(value: unknown, path: PropertyKey[] = []): string | null {
  if (typeof value === 'string') return UNKEEPABLE.test(value) ? pathOf(path) : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = UNKEEPABLE.test(key)
      ? pathOf(path)
      : unkeepable(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== null) return found;
  }
  return null;
}

const malformed = (sentence: string) => new Failure('malformed-request', sentence);
const invalid = (sentence: string, cause?: unknown) => new Failure('invalid-request', sentence, { cause });

function checked<T>(schema: z.core.$ZodType<T>, value: unknown): T {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (!result.success) {
    const sentences = result.error.issues.flatMap(flattened).slice(0, 5).map(sentenceOf);
    throw invalid([...new Set(sentences)].join(' '));
  }
  const field = unkeepable(result.data);
  if (field !== null)
    throw invalid(`The field "${field}" holds a character that cannot be kept (NUL or half a character).`);
  return result.data;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // no cause: the parser's message quotes the body
    throw malformed('The body is not JSON: texts need double quotes, and no comma stands at the end of a list.');
  }
}

/**
 * Reads and checks a JSON body.
 *
 * @throws Failure `malformed-request` when it is not JSON; `invalid-request`, naming each field that is wrong and what is expected.
 */
export async function readBody<T>(c: Context, schema: z.core.$ZodType<T>): Promise<T> {
  const text = await c.req.text();
  if (text.trim() === '') throw malformed('The body is missing.');
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw malformed('The body is not said to be JSON.');
  return checked(schema, fromJson(text));
}

/** The same where the body may be left out: then it is an empty object. */
export async function readOptionalBody<T>(c: Context, schema: z.core.$ZodType<T>): Promise<T> {
  const text = await c.req.text();
  return text.trim() === '' ? checked(schema, {}) : await readBody(c, schema);
}

/** @throws Failure `invalid-request` when there is a body. */
export async function refuseBody(c: Context): Promise<void> {
  const text = await c.req.text();
  if (!['', '{}'].includes(text.trim())) throw invalid('This request takes no body: leave it out.');
}

/** @throws Failure `invalid-request` when the address carries fields. */
export function refuseQuery(c: Context): void {
  const [name] = Object.keys(c.req.query());
  if (name !== undefined) throw invalid(`There is no field ${JSON.stringify(name.slice(0, 80))} in this address.`);
}

/** Reads and checks the query. @throws Failure `invalid-request` */
export function readQuery<T>(c: Context, schema: z.core.$ZodType<T>): T {
  const values = Object.entries(c.req.queries()).map(([name, given]) => {
    if (given.length > 1) throw invalid(`The field "${name.slice(0, 80)}" is given twice in the address.`);
    return [name, given[0]];
  });
  return checked(schema, Object.fromEntries(values));
}
