import type { Scope } from '../../../shared/api.ts';
import type { Field } from '../../../shared/catalogue.ts';
import type { Query } from '../provider.ts';
import { instantOf, listOf } from '../scope-fields.ts';

/** Whether a record is what was asked for. */
type Fits<Raw> = (record: Raw, given: string) => boolean;

/**
 * A parameter of a list, and the field of the report's form that fills it. `name`: vivenu's for it. `fits`: for one whose value can change while the
 * list is read. It is left out of the request of a catch-up, so that a record that no longer fits is seen, and compared here.
 */
export type Parameter<Raw> = { readonly field: Field; readonly name: string; readonly fits?: Fits<Raw> };

type Extra<Raw> = Partial<Pick<Parameter<Raw>, 'name' | 'fits'> & Pick<Field, 'several' | 'suggests' | 'kind'>> & {
  readonly words?: readonly string[];
};

/** A parameter in one line. `words`: the only values it takes. */
export function parameter<Raw>(id: string, title: string, help: string, extra: Extra<Raw> = {}): Parameter<Raw> {
  const { words, name = id, fits, ...rest } = extra;
  const choices = words && { kind: 'choice' as const, choices: words.map((value) => ({ value, title: value })) };
  return {
    field: { id, title, kind: 'text', required: false, help, ...choices, ...rest },
    name,
    ...(fits && { fits }),
  };
}

/** The events of a list; every list but that of events has it. */
export const eventParameter = parameter<unknown>('eventId', 'Events', 'IDs of events; empty: all events.', {
  name: 'event',
  several: true,
  suggests: 'events',
});

type Told = string | null | undefined;

/** One of the words that were given; capital or small letters are not told apart. */
export const among =
  <Raw>(told: (record: Raw) => Told): Fits<Raw> =>
  (record, given) =>
    (listOf(given.toLowerCase()) ?? []).includes(told(record)?.toLowerCase() ?? '');

/** What was given is part of it: no stricter than vivenu may be. */
export const holding =
  <Raw>(told: (record: Raw) => Told): Fits<Raw> =>
  (record, given) =>
    (told(record) ?? '').toLowerCase().includes(given.toLowerCase());

/** At the moment that was given, or later. */
export const notBefore =
  <Raw>(told: (record: Raw) => Told): Fits<Raw> =>
  (record, given) =>
    (instantOf(told(record) ?? '') ?? '') >= (instantOf(given) ?? '');

/** Before the moment that was given. */
export const before =
  <Raw>(told: (record: Raw) => Told): Fits<Raw> =>
  (record, given) =>
    !notBefore(told)(record, given);

/** The fields of the form. */
export const fieldsOf = (parameters: readonly Parameter<never>[]): Field[] => parameters.map(({ field }) => field);

const given = (scope: Scope, { field: { id } }: Pick<Parameter<never>, 'field'>) => scope[id]?.trim() ?? '';

/** The request's query. Several values go into one parameter, separated by commas. */
export function queryOf(parameters: readonly Parameter<never>[], scope: Scope): Query {
  return Object.fromEntries(parameters.map((one) => [one.name, valueOf(one.field, given(scope, one))]));
}

function valueOf({ several, kind }: Field, text: string): string | undefined {
  if (kind === 'date-time') return instantOf(text);
  return (several ? listOf(text)?.join(',') : text) || undefined;
}

/** What was updated since, whether or not it still fits. No upper bound: what changes meanwhile would push unread rows past us. */
export const updatedSince =
  (parameters: readonly Parameter<never>[]) =>
  (since: Date): Query => {
    const changing = parameters.filter(({ fits }) => fits).map(({ name }) => [name, undefined]);
    return { ...Object.fromEntries(changing), 'updatedAt[$gte]': since.toISOString() };
  };

/** Whether a record (still) is what the scope asks for. */
export const fitting =
  <Raw>(parameters: readonly Parameter<Raw>[]) =>
  (record: Raw, scope: Scope): boolean =>
    parameters.every(({ field, fits }) => {
      const wanted = given(scope, { field });
      return !fits || wanted === '' || fits(record, wanted);
    });
