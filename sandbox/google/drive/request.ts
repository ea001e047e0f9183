import type { Context } from 'hono';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { unsupported } from '../api-error.ts';
import type { Files } from '../files.ts';
import { badBody, badParameter } from './drive-error.ts';
import { parseFields, select, type Shape } from './fields.ts';

/** The cells of a spreadsheet, for export and import. */
export type SheetContent = {
  /** What the first tab shows, row by row. */
  rows: (actor: Actor, fileId: string) => readonly (readonly string[])[];
  /** Replaces everything by one tab with these texts, read as if typed. */
  replace: (actor: Actor, fileId: string, rows: readonly (readonly string[])[]) => void;
};

export type DriveOptions = {
  files: Files;
  /** Who calls, from the `Authorization` header; throws Google's 401. */
  actorOf: (authorization: string | undefined) => Actor;
  /** Without it, export and import answer 501. */
  content?: SheetContent;
};

/** JSON as Google prints it: indented, with a line feed at its end, unless `prettyPrint=false`. */
export function printed(c: Context, body: unknown, status = 200): Response {
  const compact = c.req.query('prettyPrint')?.toLowerCase() === 'false';
  const text = compact ? JSON.stringify(body) : `${JSON.stringify(body, null, 2)}\n`;
  return new Response(text, { status, headers: { 'Content-Type': 'application/json; charset=UTF-8' } });
}

/** The parts of an answer the caller asked for, else the ones Drive gives by itself. */
export function answer(c: Context, body: object, shape: Shape, byDefault: string): Response {
  return printed(c, select(body, parseFields(c.req.query('fields') ?? byDefault, shape)));
}

/** A query parameter that is true or false in any case; throws 400 for another word. */
export function flag(c: Context, name: string): boolean | undefined {
  const text = c.req.query(name)?.toLowerCase();
  if (text === undefined || text === '') return undefined;
  if (text !== 'true' && text !== 'false') throw badParameter(name, `Invalid boolean value: '${text}'.`);
  return text === 'true';
}

/** A JSON body by its schema. Fields Drive knows and the sandbox does not keep are refused with 501, unknown ones ignored. */
export async function bodyOf<T>(c: Context, schema: z.ZodType<T>, onlyGoogles: readonly string[] = []): Promise<T> {
  const text = await c.req.text();
  const json = text.trim() === '' ? {} : parsedJson(text);
  const unkept = onlyGoogles.find((name) => typeof json === 'object' && json !== null && name in json);
  if (unkept !== undefined) throw unsupported(`Setting '${unkept}'`);
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badBody(`Invalid value for: ${issue?.path.join('.') ?? ''} (${issue?.message ?? 'not an object'})`, 'invalid');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badBody('Parse Error', 'parseError');
  }
}
