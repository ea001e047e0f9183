import type { Context } from 'hono';
import { z } from 'zod';
import type { SimulatorEnv } from '../simulator.ts';
import { OveitError } from './oveit-error.ts';
import type { OveitSwitches } from './switches.ts';

/** Parameters of a call, from wherever they came; none of them empty. */
export type Parameters = ReadonlyMap<string, string>;

type Encoding = OveitSwitches['encodings'][number];
type Pairs = readonly (readonly [string, string])[];

const JsonBody = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/**
 * Reads a form body, a JSON body and the query; the body wins over the query.
 *
 * @throws OveitError for a body that cannot be read.
 */
export async function readParameters(c: Context<SimulatorEnv>, { encodings }: OveitSwitches): Promise<Parameters> {
  const query = [...new URL(c.req.url).searchParams];
  const isJson = (c.req.header('Content-Type') ?? '').startsWith('application/json');
  const encoding: Encoding = isJson ? 'json' : 'form';
  const body = encodings.includes(encoding) ? await (isJson ? jsonPairs(c) : formPairs(c)) : [];
  const pairs: Pairs = [...(encodings.includes('query') ? query : []), ...body];
  return new Map(pairs.filter(([, value]) => value !== ''));
}

async function formPairs(c: Context<SimulatorEnv>): Promise<Pairs> {
  const form = await c.req.parseBody();
  return Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
}

async function jsonPairs(c: Context<SimulatorEnv>): Promise<Pairs> {
  const text = await c.req.text();
  const parsed = JsonBody.safeParse(text === '' ? {} : parseJson(text));
  if (!parsed.success) throw new OveitError('parameter', 'body');
  return Object.entries(parsed.data).map(([name, value]) => [name, value === null ? '' : String(value)] as const);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @throws OveitError for a parameter the call does not have, when the switch says so. */
export function refuseUnknown(parameters: Parameters, known: readonly string[], switches: OveitSwitches): void {
  if (switches.unknownParameters === 'ignore') return;
  const unknown = [...parameters.keys()].filter((name) => name !== 'token' && !known.includes(name));
  if (unknown.length > 0) throw new OveitError('parameter', unknown.join(', '));
}

/** @throws OveitError when it is missing. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw new OveitError('missing', name);
  return value;
}

/** A whole number, `undefined` when the parameter is missing. @throws OveitError for anything else. */
export function wholeNumber(parameters: Parameters, name: string): number | undefined {
  const value = parameters.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,12}$/.test(value)) throw new OveitError('parameter', name);
  return Number(value);
}
