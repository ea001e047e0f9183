import type { CredentialInfo, DatasetInfo, Field, ProviderInfo } from '../../shared/catalogue.ts';
import { words, type Words } from './words.ts';

/**
 * What the worker says, in the language of the person: titles and helps of its catalogue, words for states, and sentences with numbers
 * and names in them. What the language has no words for stays English.
 */
export function told(english: string): string {
  const { texts, sentences } = words.worker;
  if (Object.hasOwn(texts, english)) return texts[english] ?? english;
  const known = sentences.find(([pattern]) => pattern.test(english));
  return known ? instead(english, known) : english;
}

/** Groups that did not take part are "". */
function instead(english: string, [pattern, own]: Words['worker']['sentences'][number]): string {
  if (typeof own === 'string') return english.replace(pattern, own);
  return own(...(pattern.exec(english) ?? []).slice(1).map((group: string | undefined) => group ?? ''));
}

/** The English texts that are said so: the worker's refusals name fields by their English titles. */
export function originalsOf(text: string): string[] {
  const said = Object.entries(words.worker.texts).filter(([, own]) => own === text);
  return [text, ...said.map(([english]) => english)];
}

/** A ticketing system's forms and columns in the language of the person; names and ids stay. */
export const toldProvider = (provider: ProviderInfo): ProviderInfo => ({
  ...provider,
  credentials: provider.credentials.map(toldCredential),
  datasets: provider.datasets.map(toldRows),
});

const toldRows = (rows: DatasetInfo): DatasetInfo => ({
  ...rows,
  title: told(rows.title),
  description: told(rows.description),
  cannotTell: rows.cannotTell.map(told),
  scope: rows.scope.map(toldField),
  lookups: rows.lookups.map((lookup) => ({ ...lookup, title: told(lookup.title), help: told(lookup.help) })),
  columns: rows.columns.map((column) => ({
    ...column,
    title: told(column.title),
    description: told(column.description),
  })),
});

const toldField = (field: Field): Field => ({
  ...field,
  title: told(field.title),
  help: told(field.help),
  ...(field.choices && { choices: field.choices.map(({ value, title }) => ({ value, title: told(title) })) }),
});

const toldCredential = ({ where, who, leastRight, couldDo, ...field }: CredentialInfo): CredentialInfo => ({
  ...toldField(field),
  ...(where && { where: told(where) }),
  ...(who && { who: told(who) }),
  ...(leastRight && { leastRight: told(leastRight) }),
  ...(couldDo && { couldDo: told(couldDo) }),
});
