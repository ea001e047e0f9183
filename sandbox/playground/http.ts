import type { Context } from 'hono';
import { z } from 'zod';
import { ScriptException } from '../apps-script/script-exception.ts';
import { ApiError } from '../google/api-error.ts';
import { Refusal } from './access.ts';

/** @throws Refusal 400 naming the fields that do not fit. */
export function parse<Shape extends z.ZodType>(schema: Shape, value: unknown): z.infer<Shape> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, z.prettifyError(parsed.error));
}

/** The request's JSON body. @throws Refusal 400 for anything else. */
export async function body<Shape extends z.ZodType>(context: Context, schema: Shape): Promise<z.infer<Shape>> {
  const text = await context.req.text();
  return parse(schema, readJson(text));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body of the request is not JSON.');
  }
}

/**
 * Other web pages in the same browser must not act through the playground, also not under a name of their own that
 * leads to this machine.
 * @throws Refusal 403
 */
export function refuseForeignOrigin(context: Context, own: string): void {
  const origin = context.req.header('origin') ?? own;
  if (origin === own && new URL(context.req.url).origin === own) return;
  throw new Refusal(403, 'Only the page of the playground may ask this.');
}

/** Status and sentence for a failure; what a script threw is shown as it is. */
export function refusalOf(error: unknown): { status: 400 | 403 | 404 | 422 | 500; message: string } {
  if (error instanceof Refusal) return { status: error.status, message: error.message };
  const isScript = error instanceof ScriptException || error instanceof SyntaxError || error instanceof TypeError;
  if (isScript || error instanceof ApiError) return { status: 422, message: error.message };
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}
