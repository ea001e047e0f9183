import type { FilterInfo } from '../../shared/catalogue.ts';
import { Filters, type FilterId } from '../../shared/filters.ts';
import { UsageError } from './command-error.ts';
import type { FlagKind, FlagKinds, Flags } from './flags.ts';

const RANGE_FLAGS = ['last', 'from', 'to'] as const;
const RANGES = ['created', 'updated', 'purchased'] as const;
type RangeId = (typeof RANGES)[number];

/** What the values of each flag mean, for the help. */
const HELP: Readonly<Record<string, string>> = {
  status: 'only rows in these states, such as valid,reserved',
  'ticket-type': 'only these ticket types, by name or id; may be given several times',
  text: 'only rows that hold this text',
  'opted-in': 'only people who agreed to marketing',
  last: 'in the last so much time, such as "7 days", "24 hours" or "2 weeks"',
  from: 'from this day or moment',
  to: 'until before this day or moment',
};

/** A flag of a filter: `--created-last` of the filter `created`. */
export type FilterFlag = { readonly name: string; readonly filter: FilterId; readonly help: string };

/** The flags of these filters. */
export function filterFlags(filters: readonly Pick<FilterInfo, 'id'>[]): FilterFlag[] {
  return filters.flatMap(({ id: filter }): FilterFlag[] => {
    if (isRange(filter)) {
      return RANGE_FLAGS.map((part) => ({ name: `${filter}-${part}`, filter, help: `${filter} ${HELP[part] ?? ''}` }));
    }
    const name = kebab(filter);
    return [{ name, filter, help: HELP[name] ?? '' }];
  });
}

/** Their kinds. Ticket types are given one by one, because their names may hold commas. */
export function filterFlagKinds(flags: readonly FilterFlag[]): FlagKinds {
  return Object.fromEntries(flags.map(({ name }): [string, FlagKind] => [name, KINDS[name] ?? 'text']));
}

const OPTED_IN = 'opted-in';

const KINDS: Readonly<Record<string, FlagKind>> = { status: 'texts', 'ticket-type': 'texts', [OPTED_IN]: 'switch' };

/**
 * The filters that were given.
 *
 * @throws UsageError naming the flag whose value does not fit.
 */
export function filtersFrom(known: readonly FilterFlag[], flags: Flags): Filters {
  // A flag of the same name may be one of the scope.
  const valuesOf = (name: string): readonly string[] =>
    known.some((flag) => flag.name === name) ? (flags.get(name) ?? []) : [];
  const status = valuesOf('status').flatMap((value) => value.split(',').map((word) => word.trim()));
  const ticketType = valuesOf('ticket-type');
  const [text] = valuesOf('text');
  const parsed = Filters.safeParse({
    ...(status.length > 0 && { status }),
    ...Object.fromEntries(RANGES.flatMap((id) => rangeOf(id, valuesOf))),
    ...(ticketType.length > 0 && { ticketType }),
    ...(text !== undefined && { text }),
    ...(valuesOf(OPTED_IN).length > 0 && { optedIn: true }),
  });
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new UsageError(`${flagOf(path)}: ${message.startsWith('must') ? message : 'is empty or too long'}.`);
}

function rangeOf(id: RangeId, valuesOf: (name: string) => readonly string[]): [RangeId, Record<string, string>][] {
  const sides = RANGE_FLAGS.flatMap((part) => valuesOf(`${id}-${part}`).map((value) => [part, value.trim()] as const));
  if (sides.length === 0) return [];
  const range: Record<string, string> = Object.fromEntries(sides);
  refuseTwoBeginnings(id, range);
  return [[id, range]];
}

function refuseTwoBeginnings(id: RangeId, { last, from }: Record<string, string>): void {
  if (last === undefined || from === undefined) return;
  throw new UsageError(`--${id}-last and --${id}-from both say where it begins. Give one of them.`);
}

/** The flag a part of the filters came from: `created.last` from `--created-last`. */
function flagOf(path: readonly PropertyKey[]): string {
  const names = path.filter((part): part is string => typeof part === 'string');
  return `--${names.map(kebab).join('-')}`;
}

const isRange = (id: FilterId): id is RangeId => RANGES.some((range) => range === id);

const kebab = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
