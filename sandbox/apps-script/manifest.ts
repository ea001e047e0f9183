import { z } from 'zod';
import { ScriptException } from './script-exception.ts';

/** The fields Google knows. @see https://developers.google.com/apps-script/manifest */
const Manifest = z.strictObject({
  addOns: z.unknown().optional(),
  chat: z.unknown().optional(),
  dependencies: z.unknown().optional(),
  exceptionLogging: z.enum(['NONE', 'STACKDRIVER']).optional(),
  executionApi: z.unknown().optional(),
  oauthScopes: z.array(z.union([z.literal(['openid', 'email', 'profile']), z.url()])),
  runtimeVersion: z.literal('V8'),
  sheets: z.unknown().optional(),
  timeZone: z.string().optional(),
  urlFetchWhitelist: z.array(z.string()).optional(),
  webapp: z.unknown().optional(),
});

/** appsscript.json. Narrower than Google's: the runtime and the scopes have to be named. */
export type Manifest = z.infer<typeof Manifest>;

/** @throws ScriptException naming what is wrong in it. */
export function readManifest(text: string): Manifest {
  const parsed = Manifest.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  throw new ScriptException(`appsscript.json: ${z.prettifyError(parsed.error)}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScriptException(`appsscript.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}
