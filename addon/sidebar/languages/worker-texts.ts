/**
 * A language's words for what the worker says in English. `texts`: by the English text, as it stands in the catalogue of ticketing
 * systems; `sentences`: what has numbers or names in it, as a pattern and what is said instead (`$1`, or the first that is given: what stood in its first group).
 */
export type WorkerTexts = {
  readonly texts: Readonly<Record<string, string>>;
  readonly sentences: readonly Sentence[];
};

type Sentence = readonly [pattern: RegExp, instead: string | ((...groups: string[]) => string)];
