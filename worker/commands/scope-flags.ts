import type { Scope } from '../../shared/api.ts';
import type { Field } from '../../shared/catalogue.ts';
import { UsageError } from './command-error.ts';
import type { FlagKind, FlagKinds, Flags } from './flags.ts';

/** The flag of a scope field: `eventId` becomes `event` or `event-id`, `includeDeleted` becomes `include-deleted`. */
export function flagNames({ id }: Pick<Field, 'id'>): string[] {
  const kebab = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return kebab.endsWith('-id') ? [kebab.slice(0, -3), kebab] : [kebab];
}

/** The flags of a dataset's scope, except those whose name is `taken` by the command itself. */
export function scopeFlagKinds(fields: readonly Field[], taken: FlagKinds): FlagKinds {
  const kinds = fields.flatMap((field) => flagNames(field).map((name): [string, FlagKind] => [name, kindOf(field)]));
  return Object.fromEntries(kinds.filter(([name]) => !Object.hasOwn(taken, name)));
}

function kindOf({ kind, several }: Field): FlagKind {
  if (kind === 'flag') return 'switch';
  return several ? 'texts' : 'text';
}

/** The flag of a scope field; when its name is `taken` by the command itself, `--scope name=VALUE`. */
export function flagOf(field: Field, taken: FlagKinds): string {
  const name = flagNames(field).find((one) => !Object.hasOwn(taken, one));
  return name === undefined ? `--scope ${field.id}=VALUE` : `--${name}`;
}

/** How a scope field can be given, such as `--app (required)`. */
export function scopeUsage(field: Field, taken: FlagKinds): string {
  return `${flagOf(field, taken)}${field.required ? ' (required)' : ''}`;
}

/**
 * The scope that was given, by flags of its fields and by `--scope name=value`.
 *
 * @throws UsageError when a pair of `--scope` names no field, or a field that takes one value is given twice.
 */
export function scopeOf(fields: readonly Field[], flags: Flags, own: FlagKinds): Scope {
  const given = [...pairsOf(fields, flags.get('scope') ?? []), ...fields.flatMap((field) => byFlag(field, flags, own))];
  const several = new Set(fields.filter((field) => field.several).map(({ id }) => id));
  const scope = new Map<string, string>();
  for (const [id, value] of given) {
    const earlier = scope.get(id);
    if (earlier !== undefined && several.has(id)) {
      scope.set(id, `${earlier},${value}`);
      continue;
    }
    if (earlier !== undefined) throw new UsageError(`The scope's "${id}" is given twice. Give it once.`);
    scope.set(id, value);
  }
  return Object.fromEntries(scope);
}

function byFlag(field: Field, flags: Flags, own: FlagKinds): [string, string][] {
  const names = flagNames(field).filter((name) => !Object.hasOwn(own, name));
  return names.flatMap((name) => flags.get(name) ?? []).map((value) => [field.id, value.trim()]);
}

function pairsOf(fields: readonly Field[], pairs: readonly string[]): [string, string][] {
  return pairs.map((pair) => {
    const [id = '', ...rest] = pair.split('=');
    const names = fields.map((field) => field.id).join(', ');
    if (rest.length === 0) throw new UsageError(`--scope ${pair}: write it as name=value. Names: ${names}.`);
    if (!fields.some((field) => field.id === id))
      throw new UsageError(`--scope: there is no "${id}". Names: ${names}.`);
    return [id, rest.join('=').trim()];
  });
}
