import type { z } from 'zod';

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

/** A path as people write it: `sources[0].scope`. */
export const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

/** Of several forms that are allowed, what is wrong with the one that fits best. */
export function flattened(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest = []] = issue.errors.toSorted((a, b) => a.length - b.length);
  const inside = nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  return inside.length === 0 ? [issue] : inside.flatMap(flattened);
}

/** What is wrong and what is expected, naming the field; never what it holds. */
export function sentenceOf(issue: Issue): string {
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
