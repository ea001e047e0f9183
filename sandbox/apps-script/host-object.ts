import type { z } from 'zod';
import type { Grant, Needs } from './permissions.ts';
import { requirePermission } from './permissions.ts';
import { ScriptException } from './script-exception.ts';

/** What a service may hand to the script. */
export type HostValue =
  string | number | boolean | null | undefined | HostObject | HostValue[] | { [key: string]: HostValue };

type Method = { needs: Needs; scopes: readonly string[]; run: (args: readonly unknown[]) => HostValue };

/** One of Google's objects, living outside the script's context; the script holds a handle on it. */
export class HostObject {
  readonly name: string;
  readonly service: string | undefined;
  readonly methods: Readonly<Record<string, Method>>;
  readonly constants: Readonly<Record<string, HostObject>>;

  constructor(parts: {
    name: string;
    service?: string;
    methods: Record<string, Method>;
    constants?: Record<string, HostObject>;
  }) {
    this.name = parts.name;
    this.service = parts.service;
    this.methods = parts.methods;
    this.constants = parts.constants ?? {};
  }
}

type Rules<Args> = { args: z.ZodType<Args>; needs?: Needs; scopes?: readonly string[] };

/** Declares one service method: its arguments, what it touches, the scopes of which one is needed, and its work. */
export function method<Args extends readonly unknown[]>(
  rules: Rules<Args>,
  work: (...args: NoInfer<Args>) => HostValue,
): Method {
  const run = (given: readonly unknown[]): HostValue => {
    const parsed = rules.args.safeParse(given);
    if (!parsed.success) throw new SignatureMismatch();
    return work(...parsed.data);
  };
  return { needs: rules.needs ?? 'nothing', scopes: rules.scopes ?? [], run };
}

class SignatureMismatch extends Error {}

/**
 * Calls a method as Google would: permission first, then the signature, then the work.
 * @throws ScriptException with Google's texts, or `… is not supported by the sandbox.`
 */
export function callMethod(grant: Grant, target: HostObject, name: string, args: readonly unknown[]): HostValue {
  const called = Object.hasOwn(target.methods, name) ? target.methods[name] : undefined;
  if (!called) throw new ScriptException(`${target.name}.${name} is not supported by the sandbox.`);
  requirePermission(grant, `${target.name}.${name}`, called.needs, called.scopes);
  try {
    return called.run(args);
  } catch (error) {
    if (error instanceof SignatureMismatch) throw mismatch(target, name, args);
    throw error;
  }
}

function mismatch(target: HostObject, name: string, args: readonly unknown[]): ScriptException {
  const path = target.service ? `${target.service}.${target.name}.${name}` : `${target.name}.${name}`;
  const types = args.map(typeName).join(',');
  return new ScriptException(`The parameters (${types}) don't match the method signature for ${path}.`);
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof HostObject) return value.service ? `${value.service}.${value.name}` : value.name;
  if (Array.isArray(value)) return `(${typeof value[0]})[]`;
  return typeof value === 'string' ? 'String' : typeof value;
}

/** One of Google's enums: values compare by identity and print as their name. */
export function enumeration<Name extends string>(type: string, names: readonly Name[]): Record<Name, HostObject> {
  const values = names.map((name, ordinal): [Name, HostObject] => [name, enumValue(type, name, ordinal)]);
  return fromEntries(values);
}

function fromEntries<Name extends string>(entries: [Name, HostObject][]): Record<Name, HostObject>;
function fromEntries(entries: [string, HostObject][]): Record<string, HostObject> {
  return Object.fromEntries(entries);
}

function enumValue(type: string, name: string, ordinal: number): HostObject {
  const text = (): Method => ({ needs: 'nothing', scopes: [], run: () => name });
  const position: Method = { needs: 'nothing', scopes: [], run: () => ordinal };
  return new HostObject({ name: type, methods: { toString: text(), toJSON: text(), name: text(), ordinal: position } });
}

/** The holder of an enum's values, as `ScriptApp.AuthMode` is. */
export function enumHolder(type: string, values: Record<string, HostObject>): HostObject {
  return new HostObject({ name: type, methods: {}, constants: values });
}
