import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormat } from '../../../addon/sidebar/format.ts';
import { originalsOf, told, toldProvider } from '../../../addon/sidebar/told.ts';
import { listed, speak, words } from '../../../addon/sidebar/words.ts';
import type { ProviderInfo } from '../../../shared/catalogue.ts';
import { catalogueOf, createProviders } from '../../../worker/providers/index.ts';

const CATALOGUE = catalogueOf(createProviders({}));

/** Languages, by the names they have themselves. */
const NAMES = new Set(['Deutsch', 'English', 'Español', 'Français', 'Nederlands', 'Português', 'Türkçe']);

type Titled = { title: string; choices?: readonly { title: string }[] | undefined };

const titlesOf = (fields: readonly Titled[]): string[] =>
  fields.flatMap(({ title, choices = [] }) => [title, ...choices.map((choice) => choice.title)]);

/** Every title and every word for a state that a form or a table shows. */
function titlesIn({ credentials, datasets }: ProviderInfo): string[] {
  const inRows = datasets.flatMap(({ title, scope, filters, lookups, columns }) => [
    title,
    ...titlesOf([...scope, ...lookups, ...columns]),
    ...filters.flatMap(({ choices = [] }) => choices),
  ]);
  return [...titlesOf(credentials), ...inRows];
}

/** What is told beside the fields. */
const helpsIn = ({ credentials, datasets }: ProviderInfo): string[] => [
  ...credentials.flatMap(({ help, where = '', who = '', leastRight = '', couldDo = '' }) => [
    help,
    where,
    who,
    leastRight,
    couldDo,
  ]),
  ...datasets.flatMap(({ description, cannotTell, scope, lookups }) => [
    description,
    ...cannotTell,
    ...scope.map(({ help }) => help),
    ...lookups.map(({ help }) => help),
  ]),
];

const untold = (texts: readonly string[]): string[] =>
  [...new Set(texts)].filter((text) => text !== '' && !NAMES.has(text) && !Object.hasOwn(words.worker.texts, text));

describe('what the worker says, in German', () => {
  beforeEach(() => void speak('de_CH'));
  afterEach(() => void speak('en'));

  it.each(CATALOGUE)('names everything in the forms and lists of $id', (provider) => {
    expect(untold(titlesIn(provider))).toEqual([]);
    expect(untold(helpsIn(provider))).toEqual([]);
  });

  it('has no texts for what the worker does not say any more', () => {
    const said = new Set(CATALOGUE.flatMap((provider) => [...titlesIn(provider), ...helpsIn(provider)]));
    const isLabel = (text: string): boolean => !/[.?!]$/.test(text);
    expect(Object.keys(words.worker.texts).filter((text) => isLabel(text) && !said.has(text))).toEqual([]);
  });

  it('leaves names, ids and what nobody translated as they are', () => {
    const [tixngo] = CATALOGUE;
    const german = tixngo && toldProvider(tixngo);
    expect(german?.title).toBe('TIXNGO');
    expect(german?.datasets[0]?.columns.map(({ id }) => id)).toEqual(tixngo?.datasets[0]?.columns.map(({ id }) => id));
    expect(told('Ada Berg')).toBe('Ada Berg');
    expect(told('constructor')).toBe('constructor');
  });

  it('keeps numbers and names of its sentences', () => {
    const why =
      'That looks like a mistake of the ticketing system, so they stay as they are. Everything else is up to date.';
    const end =
      'Das sieht nach einem Fehler des Ticketsystems aus, darum bleibt es, wie es ist. Alles andere ist aktuell.';
    expect(told(`400 of 1,000 rows of Box and Hall would leave the list. ${why}`)).toBe(
      `400 von 1,000 Zeilen von Box and Hall würden aus der Liste fallen. ${end}`,
    );
    expect(told('A refresh takes about 7 minutes: the next one would be due before it is through.')).toBe(
      'Eine Aktualisierung dauert etwa 7 Minuten: Die nächste wäre fällig, bevor sie durch ist.',
    );
    expect(told('every day, ready by 08:00 (Europe/Zurich), from 2027-05-01')).toBe(
      'täglich, fertig bis 08:00 (Europe/Zurich), ab 2027-05-01',
    );
    expect(told('Monday, Tuesday and Friday at 18:00 (UTC)')).toBe('Montag, Dienstag und Freitag um 18:00 (UTC)');
    expect(told('every 15 minutes from 3 h before to 2 h after the doors open on 2027-05-01 at 18:00 (UTC)')).toBe(
      'alle 15 Minuten von 3 h vor bis 2 h nach der Türöffnung am 2027-05-01 um 18:00 (UTC)',
    );
    expect(told('Box: 3 records of 12 were not found')).toBe('Box: 3 von 12 Einträgen wurden nicht gefunden');
    expect(told('The tab "Gala" is protected, and Willcall\'s Google address may not edit it.')).toBe(
      'Das Blatt „Gala“ ist geschützt, und Willcalls Google-Adresse darf es nicht bearbeiten.',
    );
  });

  it('knows which field a refusal names, whatever it is called here', () => {
    expect(originalsOf('Veranstaltungs-IDs')).toContain('Event IDs');
  });
});

describe('numbers and dates', () => {
  const AT = '2027-05-01T18:30:00.000Z';
  // Spaces in dates and Swiss marks between thousands look alike and are of several kinds.
  const plain = (text: string): string => text.replaceAll(/\s/g, ' ').replaceAll("'", '’');
  const written = (locale: string) => {
    const { count, moment, clock, cell } = createFormat(locale, 'Europe/Zurich');
    const price = { minor: 123_450, currency: 'CHF' };
    return [count(12_480).text, moment(AT), clock('07:15'), cell(price, 'money', words)].map(plain);
  };

  it.each([
    ['en_GB', ['12,480', '1 May 2027, 20:30', '07:15', 'CHF 1,234.50']],
    ['en_US', ['12,480', 'May 1, 2027, 8:30 PM', '7:15 AM', 'CHF 1,234.50']],
    ['de_DE', ['12.480', '01.05.2027, 20:30', '07:15', '1.234,50 CHF']],
    ['de_CH', ['12’480', '01.05.2027, 20:30', '07:15', 'CHF 1’234.50']],
  ])('are written as people of %s write them', (locale, expected) => {
    expect(written(locale)).toEqual(expected);
  });
});

describe('lists of things', () => {
  afterEach(() => void speak('en'));

  it('are joined as the language does it', () => {
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    speak('de-AT');
    expect(listed(['a', 'b', 'c'])).toBe('a, b und c');
    speak('xx');
    expect(listed(['a', 'b'])).toBe('a and b');
  });
});
