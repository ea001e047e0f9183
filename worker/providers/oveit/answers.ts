import { z } from 'zod';
import type { Column } from '../../../shared/columns.ts';
import type { Row } from '../../../shared/records.ts';
import { keepable } from '../../keepable.ts';
import { raw, toJson } from '../raw-values.ts';

/** A question of a registration form. */
export const RawQuestion = z.looseObject({ id: raw.text, name: raw.text, type: raw.text });
export type RawQuestion = z.infer<typeof RawQuestion>;

/** The column that stands for one column a question. */
export const ANSWERS = 'answers';

/** The same question asked for several events is one column, so its text makes the ID; asked twice in a form it is two. */
export function columnsOf(questions: readonly RawQuestion[]): Column[] {
  return titlesOf(questions).map((title, index) => ({
    id: `${ANSWERS}:${title}`,
    title,
    type: 'text',
    personal: questions[index]?.type === 'email' ? 'contact' : 'identity',
    description: `Answer to "${title}" of the registration form.`,
    standard: true,
  }));
}

/** Answers under the columns of their questions; a form may have got a question after the answers were given. */
export function answersOf(questions: readonly RawQuestion[], values: readonly unknown[]): Row {
  return Object.fromEntries(titlesOf(questions).map((title, index) => [`${ANSWERS}:${title}`, answer(values[index])]));
}

function titlesOf(questions: readonly RawQuestion[]): string[] {
  const taken = new Set<string>();
  return questions.map(({ id, name }, index) => {
    const title = keepable(name?.trim() || `Question ${id ?? index + 1}`);
    let free = title;
    for (let nth = 2; taken.has(free); nth += 1) free = `${title} (${nth})`;
    taken.add(free);
    return free;
  });
}

const Named = z.looseObject({ name: z.string().min(1) });

/** A text, several texts of a multiple choice, or the name of a file. */
function answer(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.map(answer).filter(Boolean).join(', ') || null;
  if (typeof value === 'string') return value;
  return Named.safeParse(value).data?.name ?? toJson(value);
}
