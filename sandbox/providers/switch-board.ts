import { z } from 'zod';
import { armedFaults, type ArmedFaults, ProviderFault } from './provider-faults.ts';

/** Switches that every simulator has; a provider adds its own with `z.strictObject({ ...commonSwitches, ... })`. */
export const commonSwitches = {
  /** Wait before every answer, in milliseconds. */
  latencyMs: z.number().min(0).max(600_000).default(0),
  /** Troubles to come, first match first. Setting it replaces the list. */
  faults: z.array(ProviderFault).max(100).default([]),
};

export type CommonSwitches = { latencyMs: number; faults: ProviderFault[] };

/** A switch was named or set wrongly; the message names each one. */
export class SwitchError extends Error {
  override readonly name = 'SwitchError';
}

/** The switches of one simulator, read by its routes on every request. */
export type SwitchBoard<S extends CommonSwitches> = {
  readonly get: () => S;
  /** Changes the switches that are named and leaves the others. @throws SwitchError, and then nothing is changed. */
  readonly set: (patch: unknown) => S;
  readonly faults: ArmedFaults;
};

/**
 * @param schema strict object with a default for every switch
 * @param beforeChange called before a change takes effect
 */
export function switchBoard<S extends CommonSwitches>(
  schema: z.ZodType<S>,
  beforeChange: () => void = () => {},
): SwitchBoard<S> {
  let current = schema.parse({});
  const faults = armedFaults();
  const get = (): S => ({ ...current, faults: faults.list() });
  return {
    get,
    faults,
    set(patch) {
      const named = z.record(z.string(), z.unknown()).safeParse(patch);
      if (!named.success) throw new SwitchError('Switches must be a JSON object such as {"latencyMs": 200}.');
      const next = parse(schema, { ...current, ...named.data }, Object.keys(current));
      beforeChange();
      current = next;
      if ('faults' in named.data) faults.arm(next.faults);
      return get();
    },
  };
}

function parse<S>(schema: z.ZodType<S>, value: unknown, names: string[]): S {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new SwitchError(`${problems.join('; ')}. The switches are: ${names.join(', ')}.`);
}
