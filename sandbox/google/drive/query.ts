import { unsupported } from '../api-error.ts';
import type { SandboxFile } from '../files.ts';
import { badParameter } from './drive-error.ts';
import { spreadsheetType } from './resources.ts';

/** Whether a file is among the results. */
export type FileTest = (file: SandboxFile, viewer: string) => boolean;

type Token = { kind: 'word' | 'text' | 'sign'; value: string };

const pattern =
  /\s*(?:(?<word>[A-Za-z][\w.]*|\d[\d\-:.TZ+]*)|'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<sign><=|>=|!=|[=<>()]))/y;

function invalid() {
  return badParameter('q');
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const { word, single, double, sign } = match?.groups ?? {};
    if (!match) throw invalid();
    const quoted = single ?? double;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll(/\\(.)/g, '$1') });
    else tokens.push(word === undefined ? { kind: 'sign', value: sign ?? '' } : { kind: 'word', value: word });
    at = pattern.lastIndex;
  }
  return tokens;
}

function compare(sign: string, left: number, right: number): boolean {
  if (Number.isNaN(right)) throw invalid();
  const results: Readonly<Record<string, boolean>> = {
    '=': left === right,
    '!=': left !== right,
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
  };
  return results[sign] ?? refuse();
}

function refuse(): never {
  throw invalid();
}

/** `contains` finds beginnings of words only, as Drive does for names. */
function hasWordStart(name: string, wanted: string): boolean {
  const [text, start] = [name.toLowerCase(), wanted.toLowerCase()];
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

function textTest(of: (file: SandboxFile) => string, sign: string, wanted: string): FileTest {
  if (sign === '=') return (file) => of(file).toLowerCase() === wanted.toLowerCase();
  if (sign === '!=') return (file) => of(file).toLowerCase() !== wanted.toLowerCase();
  if (sign === 'contains') return (file) => hasWordStart(of(file), wanted);
  return refuse();
}

function flagTest(of: (file: SandboxFile, viewer: string) => boolean, sign: string, wanted: string): FileTest {
  if (!['=', '!='].includes(sign) || !['true', 'false'].includes(wanted)) return refuse();
  return (file, viewer) => (of(file, viewer) === (wanted === 'true')) === (sign === '=');
}

function timeTest(of: (file: SandboxFile) => number, sign: string, wanted: string): FileTest {
  compare(sign, 0, Date.parse(wanted));
  return (file) => compare(sign, of(file), Date.parse(wanted));
}

const fields: Readonly<Record<string, (sign: string, wanted: string) => FileTest>> = {
  name: (sign, wanted) => textTest((file) => file.title, sign, wanted),
  mimeType: (sign, wanted) => textTest(() => spreadsheetType, sign, wanted),
  trashed: (sign, wanted) => flagTest((file) => file.trashed, sign, wanted),
  starred: (sign, wanted) => flagTest(() => false, sign, wanted),
  sharedWithMe: (sign, wanted) => flagTest((file, viewer) => file.owner !== viewer, sign, wanted),
  createdTime: (sign, wanted) => timeTest((file) => file.createdTime, sign, wanted),
  modifiedTime: (sign, wanted) => timeTest((file) => file.modifiedTime, sign, wanted),
};

function peopleOf(file: SandboxFile, roles: readonly string[]): readonly string[] {
  return file.permissions.flatMap((line) =>
    roles.includes(line.role) ? [line.emailAddress ?? line.domain ?? ''] : [],
  );
}

const collections: Readonly<Record<string, (file: SandboxFile, viewer: string) => readonly string[]>> = {
  parents: (file) => file.parents,
  owners: (file) => peopleOf(file, ['owner']),
  writers: (file) => peopleOf(file, ['owner', 'writer']),
  readers: (file) => peopleOf(file, ['owner', 'writer', 'commenter', 'reader']),
};

const onlyGoogles = new Set([
  'fullText',
  'properties',
  'appProperties',
  'visibility',
  'viewedByMeTime',
  'sharedWithMeTime',
  'shortcutDetails.targetId',
  'labels',
  'memberCount',
]);

function memberTest(value: string, collection: string): FileTest {
  const members = collections[collection] ?? refuse();
  return (file, viewer) => {
    const wanted = value === 'me' ? viewer : value;
    return members(file, viewer).includes(collection === 'parents' ? wanted : wanted.toLowerCase());
  };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): FileTest {
    const test = this.#either();
    if (this.#tokens[this.#at]) throw invalid();
    return test;
  }

  #take(...wanted: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    if (!token || token.kind === 'text' || !wanted.includes(token.value)) return false;
    this.#at += 1;
    return true;
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token ?? refuse();
  }

  #either(): FileTest {
    const tests = [this.#both()];
    while (this.#take('or')) tests.push(this.#both());
    return (file, viewer) => tests.some((test) => test(file, viewer));
  }

  #both(): FileTest {
    const tests = [this.#term()];
    while (this.#take('and')) tests.push(this.#term());
    return (file, viewer) => tests.every((test) => test(file, viewer));
  }

  #term(): FileTest {
    if (this.#take('not')) {
      const test = this.#term();
      return (file, viewer) => !test(file, viewer);
    }
    if (!this.#take('(')) return this.#comparison();
    const inner = this.#either();
    return this.#take(')') ? inner : refuse();
  }

  /** `name = 'x'`, `'id' in parents`, and `parents in 'id'`, which Drive takes as well. */
  #comparison(): FileTest {
    const first = this.#next();
    if (first.kind === 'text') return this.#take('in') ? memberTest(first.value, this.#next().value) : refuse();
    if (onlyGoogles.has(first.value)) throw unsupported(`Searching files by ${first.value}`);
    const sign = this.#next().value;
    const wanted = this.#next().value;
    if (sign === 'in' && first.value in collections) return memberTest(wanted, first.value);
    return (fields[first.value] ?? refuse())(sign, wanted);
  }
}

/** Reads the `q` of a list. Throws 400 for what Drive would refuse and 501 for what only Google searches. */
export function parseQuery(text: string): FileTest {
  const tokens = tokensOf(text);
  return tokens.length === 0 ? () => true : new Parser(tokens).whole();
}
