import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type OveitOptions, type OveitSimulator, startOveit } from '../../../../sandbox/providers/oveit/oveit.ts';

export type Parameters = Record<string, string | number>;
export type Ask = (path: string, parameters?: Parameters) => Promise<{ status: number; body: unknown }>;

export const NOW = Date.parse('2026-11-21T12:00:00.000Z');

/** A clock that goes on when told. */
export function handClock() {
  let time = NOW;
  return { now: () => time, pass: (seconds: number) => void (time += seconds * 1000) };
}

const Login = z.object({ token: z.string() });

/** A stand-in that ends with the test, and a client of it that has logged in. */
export async function seller(options: OveitOptions = {}) {
  const oveit = await startOveit({ now: () => NOW, ...options });
  onTestFinished(async () => await oveit.close());
  const { token } = Login.parse((await post(oveit, 'seller/login', oveit.credentials)).body);
  const ask: Ask = (path, parameters = {}) => post(oveit, path, parameters, { Authorization: `Bearer ${token}` });
  return { oveit, ask, token };
}

export async function post(
  { origin }: OveitSimulator,
  path: string,
  parameters: Parameters = {},
  headers: Record<string, string> = {},
) {
  const pairs = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(`${origin}/${path}`, { method: 'POST', headers, body: new URLSearchParams(pairs) });
  return { status: response.status, body: await response.json() };
}

export const idOf = ({ events }: OveitSimulator, slug: string): number =>
  events.find((event) => event.slug === slug)?.id ?? 0;

const Row = z.record(z.string(), z.unknown());
const Attendees = z.object({ fields: z.array(Row), total: z.number(), attendees: z.array(Row) });

export async function ticketsOf(ask: Ask, id: number) {
  return z.object({ tickets: z.array(Row) }).parse((await ask('events/tickets', { id })).body).tickets;
}

export async function attendeesOf(ask: Ask, id: number, since?: unknown) {
  return Attendees.parse(
    (await ask('events/attendees', { id, ...(since === undefined ? {} : { since: String(since) }) })).body,
  );
}

/** All attendees by cursor, as a careless client reads them. */
export async function readAll(ask: Ask, id: number, most = 1000) {
  const rows: Record<string, unknown>[] = [];
  for (let answers = 0; answers < most; answers += 1) {
    const { attendees } = await attendeesOf(ask, id, rows.at(-1)?.['ticket_code']);
    if (attendees.length === 0) break;
    rows.push(...attendees);
  }
  return rows;
}

export const codesOf = (rows: readonly Record<string, unknown>[]): unknown[] =>
  rows.map(({ code, ticket_code }) => code ?? ticket_code);
