/** A text of a language, as a person reads it, and where it stands there. */
export type Text = { path: string; text: string };

const NAME = 'Anna';

/** Fits wherever a sentence takes something: a name, a list, a count, or a thing that has them. */
class Sample extends String {
  readonly count: number;
  readonly text: string;
  constructor(count: number) {
    super(NAME);
    this.count = count;
    this.text = count.toLocaleString('en-GB');
  }
  join = (glue: string): string => [NAME, NAME].join(glue);
  map = <T>(of: (text: string) => T): T[] => [of(NAME), of(NAME)];
  override *[Symbol.iterator](): ArrayIterator<string> {
    yield* [NAME, NAME];
  }
}

/** A thing whose parts are such samples too, by whatever name they are asked for. */
function sampleOf(count: number): unknown {
  const sample = new Sample(count);
  return new Proxy(sample, {
    get(_target, name) {
      const value: unknown = Reflect.get(sample, name);
      if (typeof value === 'function') return value.bind(sample);
      return value === undefined && typeof name === 'string' ? NAME : value;
    },
  });
}

const COUNTS = [0, 1, 2, 12_480].map(sampleOf);
/** For those that choose by a flag, or by whether there is something. */
const FLAGS: readonly unknown[] = [false, true, null];

/** Every text of a language; what takes something is said with all kinds of things. */
export function textsOf(words: unknown, path = 'words'): Text[] {
  if (typeof words === 'string') return [{ path, text: words }];
  if (isSay(words)) return spoken(words, path);
  if (typeof words !== 'object' || words === null) throw new TypeError(`${path} is neither a text nor texts.`);
  return Object.entries(words).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

type Say = (...given: readonly unknown[]) => unknown;

const isSay = (words: unknown): words is Say => typeof words === 'function';

function spoken(say: Say, path: string): Text[] {
  const all = (argument: unknown): unknown[] => Array.from({ length: say.length }, () => argument);
  const mixed = Array.from({ length: say.length }, (_one, index) => COUNTS[index % 2 === 0 ? 3 : 1]);
  const counted = [...COUNTS.map(all), mixed].flatMap((given) => said(say, given));
  // A sentence that takes something else than a flag makes nothing of it.
  const flagged = FLAGS.map((flag) => said(say, all(flag)))
    .filter(isWhole)
    .flat();
  const texts = new Set([...counted, ...flagged]);
  if (texts.size === 0) throw new TypeError(`${path} says nothing, whatever it is given.`);
  return [...texts].flatMap((text) => textsOf(text, `${path}()`));
}

const isWhole = ([text]: unknown[]): boolean => !/\b(undefined|null|true|false)\b/.test(String(text));

function said(say: Say, given: readonly unknown[]): unknown[] {
  try {
    return [say(...given)];
  } catch {
    return [];
  }
}
