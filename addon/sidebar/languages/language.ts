import type { en } from './en/index.ts';

/** The same with any text in the place of each: English that says one of two texts does not ask others to say just these. */
type Sayable<Part> = Part extends string
  ? string
  : Part extends RegExp
    ? Part
    : Part extends (...given: infer Given) => infer Said
      ? (...given: Given) => Sayable<Said>
      : { [Name in keyof Part]: Sayable<Part[Name]> };

/** What a language has to say: all that English says, by the same names. */
export type Language = Sayable<typeof en>;
