import { parseArgs } from 'node:util';
import { UsageError } from './command-error.ts';

/** What a flag takes: a text, a text that may be given several times, or nothing. */
export type FlagKind = 'text' | 'texts' | 'switch';
export type FlagKinds = Readonly<Record<string, FlagKind>>;

/** The flags that were given, by name without dashes; a switch that is on holds "true". */
export type Flags = ReadonlyMap<string, readonly string[]>;

type Token = {
  kind: string;
  name?: string;
  rawName?: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
};

/**
 * Reads a command's words. `-h` is `--help`.
 *
 * @throws UsageError naming the word that fits no flag, and the flags there are.
 */
export function readFlags(words: readonly string[], kinds: FlagKinds): Flags {
  const flags = new Map<string, string[]>();
  for (const token of tokensOf(words, kinds)) {
    if (token.kind === 'option-terminator') continue;
    const { name, kind } = known(token, kinds);
    const earlier = flags.get(name) ?? [];
    if (earlier.length > 0 && kind !== 'texts') throw new UsageError(`--${name} is given twice. Give it once.`);
    flags.set(name, [...earlier, kind === 'switch' ? switchValue(token) : textValue(token)]);
  }
  return flags;
}

function known({ name, rawName, value = '' }: Token, kinds: FlagKinds): { name: string; kind: FlagKind } {
  if (name === undefined) throw new UsageError(`"${value}" belongs to no flag. ${list(kinds)}`);
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!kind) throw new UsageError(`There is no flag "${rawName}". ${list(kinds)}`);
  return { name, kind };
}

/** One text flag among words whose other flags are not known yet; undefined when it is not there. */
export function peekFlag(words: readonly string[], name: string): string | undefined {
  return tokensOf(words, { [name]: 'text' }).find((token) => token.name === name)?.value;
}

function tokensOf(words: readonly string[], kinds: FlagKinds): Token[] {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => {
      const type = kind === 'switch' ? ('boolean' as const) : ('string' as const);
      return [name, { type, ...(name === 'help' ? { short: 'h' } : {}) }];
    }),
  );
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function switchValue({ rawName, value }: Token): string {
  if (value !== undefined) throw new UsageError(`${rawName} takes no value: it is there or not.`);
  return 'true';
}

function textValue({ rawName, value, inlineValue }: Token): string {
  if (value === undefined) throw new UsageError(`${rawName} needs a value after it.`);
  if (!inlineValue && value.startsWith('-') && value !== '-') {
    throw new UsageError(`${rawName} needs a value after it. If "${value}" is the value, write ${rawName}=${value}.`);
  }
  return value;
}

const list = (kinds: FlagKinds): string =>
  `Flags: ${Object.keys(kinds)
    .map((name) => `--${name}`)
    .join(', ')}.`;
