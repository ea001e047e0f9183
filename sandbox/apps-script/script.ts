import { z } from 'zod';
import type { ActiveDocument } from './document.ts';
import { execute, type LogLine } from './execution.ts';
import type { HostValue } from './host-object.ts';
import type { AuthMode, Grant } from './permissions.ts';
import { ScriptException } from './script-exception.ts';
import { toScriptArguments, type ScriptValue } from './script-value.ts';
import { authModes, createScriptApp, createSession } from './services/account.ts';
import { createHtmlService } from './services/html-service.ts';
import { createPropertiesService } from './services/properties-service.ts';
import { createSpreadsheetApp } from './services/spreadsheet-app.ts';
import { createLogger, createUtilities } from './services/utilities.ts';
import type { UiState } from './services/ui.ts';
import { checkSyntax } from './syntax.ts';

/** Six minutes, in milliseconds. @see https://developers.google.com/apps-script/guides/services/quotas */
const RUNTIME_LIMIT_MS = 6 * 60 * 1000;

const Manifest = z.object({ oauthScopes: z.array(z.string()), runtimeVersion: z.literal('V8') });

/** A script project as it would be pushed: one Code.gs, HTML files by name without `.html`, the manifest's text. */
export type ScriptProject = { code: string; files: Readonly<Record<string, string>>; manifest: string };

/** Who runs it, on what, with which store of script properties. */
export type ScriptHost = {
  document: ActiveDocument;
  user: string;
  /** Such as `en`. */
  userLocale?: string;
  /** Signed anew for every call. */
  identityToken: () => Promise<string | null>;
  properties: Map<string, string>;
  runtimeLimitMs?: number;
};

/** What one execution gave back and asked the editor to show. */
export type ScriptResult = UiState & { value: ScriptValue; log: readonly LogLine[] };

/** A loaded script. Every call is its own execution: globals are evaluated anew. Failures are ScriptExceptions. */
export type Script = {
  /** google.script.run: type rules on the way in and out, names ending in `_` are private, FULL authorization. */
  call(name: string, args: readonly unknown[]): Promise<ScriptResult>;
  /** A menu item was chosen. */
  choose(functionName: string): Promise<ScriptResult>;
  /** A simple trigger fires. */
  trigger(name: 'onOpen' | 'onInstall', mode: AuthMode): Promise<ScriptResult>;
};

/**
 * Loads a project after the checks Google's editor makes.
 * @throws SyntaxError for code the runtime refuses; ScriptException for a manifest without V8 or scopes.
 */
export function loadScript(project: ScriptProject, host: ScriptHost): Script {
  checkSyntax(project.code);
  const scopes = new Set(manifestOf(project.manifest).oauthScopes);
  const run = async (mode: AuthMode, name: string, args: readonly HostValue[]): Promise<ScriptResult> =>
    runOnce(project, host, { scopes, mode }, { name, args, token: await host.identityToken() });
  return {
    call: async (name, args) => {
      if (name.endsWith('_')) throw new ScriptException(`Script function not found: ${name}`);
      return run('FULL', name, toScriptArguments(args));
    },
    choose: (functionName) => run('FULL', functionName, []),
    trigger: (name, mode) => run(mode, name, [{ authMode: authModes[mode] }]),
  };
}

function manifestOf(text: string): z.infer<typeof Manifest> {
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new ScriptException(`appsscript.json: ${z.prettifyError(parsed.error)}`);
}

type Call = { name: string; args: readonly HostValue[]; token: string | null };

function runOnce(project: ScriptProject, host: ScriptHost, grant: Grant, call: Call): ScriptResult {
  const ui: UiState = { menu: undefined, sidebar: undefined, alerts: [] };
  const log: LogLine[] = [];
  const services = {
    SpreadsheetApp: createSpreadsheetApp(host.document, ui),
    ScriptApp: createScriptApp(grant, call.token),
    HtmlService: createHtmlService(project.files),
    PropertiesService: createPropertiesService(host.properties),
    Session: createSession(grant, host.user, host.userLocale ?? 'en'),
    Utilities: createUtilities(),
    Logger: createLogger(log),
  };
  const limitMs = host.runtimeLimitMs ?? RUNTIME_LIMIT_MS;
  const value = execute({ code: project.code, services, grant, name: call.name, args: call.args, limitMs, log });
  return { ...ui, value, log };
}
