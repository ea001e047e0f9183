import type { Context } from 'hono';
import { z } from 'zod';
import { Failure } from '../failure.ts';

type Issue = z.core.$ZodIssue;

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

const EXPECTED: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const UNITS: Record<string, string> = { string: 'character', array: 'entry', map: 'entry' };
const MANY: Record<string, string> = { character: 'characters', entry: 'entries' };

function counted(count: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return String(count);
  return `${count} ${Number(count) === 1 ? unit : MANY[unit]}`;
}

/** What the field should hold. Never tells what it does hold: that can be a credential. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${EXPECTED[issue.expected] ?? issue.expected} is expected`;
    case 'invalid_value':
      return `one of ${quoted(issue.values)} is expected`;
    case 'too_small':
      return `at least ${counted(issue.minimum, issue.origin)} needed`;
    case 'too_big':
      return `at most ${counted(issue.maximum, issue.origin)} allowed`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'an id as we gave it is expected' : 'this has not the right form';
    default:
      return 'this has not the right form';
  }
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

/** Of several forms that are allowed, what is wrong with the one that fits best. */
function flattened(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest = []] = issue.errors.toSorted((a, b) => a.length - b.length);
  const inside = nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  return inside.length === 0 ? [issue] : inside.flatMap(flattened);
}

function sentenceOf(issue: Issue): string {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const fields = issue.keys.map((key) => JSON.stringify(pathOf([...issue.path, key]).slice(0, 80)));
    return `There is no field ${fields.join(', ')} here.`;
  }
  if (issue.input === undefined && path !== '') return `The field "${path}" is missing: ${expectation(issue)}.`;
  return path === ''
    ? `The body is wrong: ${expectation(issue)}.`
    : `The field "${path}" is wrong: ${expectation(issue)}.`;
}

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
    throw invalid('The body is not JSON. Send one JSON object, with double quotes and no comma at its end.');
  }
}

/**
 * Reads and checks a JSON body.
 *
 * @throws Failure `invalid-request`, naming each field that is wrong and what is expected.
 */
export async function readBody<T>(c: Context, schema: z.core.$ZodType<T>): Promise<T> {
  const text = await c.req.text();
  if (text.trim() === '') throw invalid('The body is missing. Send one JSON object.');
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type))
    throw invalid('Send the body as JSON, with the header "content-type: application/json".');
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
  if (!['', '{}'].includes(text.trim())) throw invalid('This request takes no body.');
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
