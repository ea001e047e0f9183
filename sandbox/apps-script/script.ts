import type { ActiveDocument } from './document.ts';
import { execute, type LogLine } from './execution.ts';
import type { HostValue } from './host-object.ts';
import { readManifest } from './manifest.ts';
import { grantOf, UNAUTHORIZED, type AuthMode, type Grant } from './permissions.ts';
import { ScriptException } from './script-exception.ts';
import { toScriptArguments, type ScriptValue } from './script-value.ts';
import { authModes, createScriptApp, createSession } from './services/account.ts';
import { createHtmlService } from './services/html-service.ts';
import { createPropertiesService } from './services/properties-service.ts';
import { createSpreadsheetApp } from './services/spreadsheet-app.ts';
import { createLogger, createUtilities } from './services/utilities.ts';
import type { UiState } from './services/ui.ts';
import { checkSyntax, functionNames } from './syntax.ts';

/** The longest an execution may take, in milliseconds. @see https://developers.google.com/apps-script/guides/services/quotas */
const LIMITS = { script: 6 * 60 * 1000, simpleTrigger: 30_000, customFunction: 30_000 } as const;

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
  /** Scopes of the manifest the person has agreed to; absent: all of them, empty: they were never asked. */
  granted?: readonly string[];
  /** Shorter than Google's, in milliseconds. */
  limits?: Partial<Record<keyof typeof LIMITS, number>>;
};

/** What one execution gave back and asked the editor to show. */
export type ScriptResult = UiState & { value: ScriptValue; log: readonly LogLine[] };

/** A loaded script. Every call is its own execution: globals are evaluated anew. Failures are ScriptExceptions. */
export type Script = {
  /** Names google.script.run has: declared at the top of the script, not ending in `_`. */
  readonly functions: readonly string[];
  /** google.script.run: type rules on the way in and out, names ending in `_` are private, FULL authorization. */
  call(name: string, args: readonly unknown[]): Promise<ScriptResult>;
  /** A menu item was chosen. */
  choose(functionName: string): Promise<ScriptResult>;
  /** A simple trigger fires. */
  trigger(name: 'onOpen' | 'onInstall', mode: AuthMode): Promise<ScriptResult>;
  /** A cell calculates with one of its functions. */
  calculate(name: string, args: readonly unknown[]): Promise<ScriptResult>;
};

/**
 * Loads a project after the checks Google's editor makes.
 * @throws SyntaxError for code the runtime refuses; ScriptException for a manifest without V8 or scopes.
 */
export function loadScript(project: ScriptProject, host: ScriptHost): Script {
  checkSyntax(project.code);
  const manifest = readManifest(project.manifest);
  const names = functionNames(project.code);
  const grant = (mode: AuthMode): Grant => grantOf(mode, manifest.oauthScopes, host.granted);
  const run = async (grant: Grant, call: Omit<Call, 'token'>): Promise<ScriptResult> => {
    if (!names.includes(call.name)) throw new ScriptException(`Script function not found: ${call.name}`);
    const whole = { ...call, token: await host.identityToken() };
    return runOnce(project, host, { grant, timeZone: manifest.timeZone ?? 'Etc/GMT' }, whole);
  };
  const asPerson = (name: string, args: readonly HostValue[]): Promise<ScriptResult> => {
    if (host.granted?.length === 0) return Promise.reject(new ScriptException(UNAUTHORIZED));
    return run(grant('FULL'), { name, args, limit: 'script' });
  };
  return {
    functions: names.filter((name) => !name.endsWith('_')),
    call: async (name, args) => {
      if (name.endsWith('_')) throw new ScriptException(`Script function not found: ${name}`);
      return asPerson(name, toScriptArguments(args));
    },
    choose: (functionName) => asPerson(functionName, []),
    trigger: (name, mode) => run(grant(mode), { name, args: [{ authMode: authModes[mode] }], limit: 'simpleTrigger' }),
    calculate: async (name, args) =>
      run(grant('CUSTOM_FUNCTION'), { name, args: toScriptArguments(args), limit: 'customFunction' }),
  };
}

type Call = { name: string; args: readonly HostValue[]; limit: keyof typeof LIMITS; token: string | null };
type Rules = { grant: Grant; timeZone: string };

function runOnce(project: ScriptProject, host: ScriptHost, { grant, timeZone }: Rules, call: Call): ScriptResult {
  const ui: UiState = { menu: undefined, sidebar: undefined, alerts: [] };
  const log: LogLine[] = [];
  const services = {
    SpreadsheetApp: createSpreadsheetApp(host.document, ui, grant.mode),
    ScriptApp: createScriptApp(grant, call.token),
    HtmlService: createHtmlService(project.files),
    PropertiesService: createPropertiesService(host.properties),
    Session: createSession(grant, { email: host.user, locale: host.userLocale ?? 'en', timeZone }),
    Utilities: createUtilities(),
    Logger: createLogger(log),
  };
  const limitMs = host.limits?.[call.limit] ?? LIMITS[call.limit];
  const value = execute({ code: project.code, services, grant, name: call.name, args: call.args, limitMs, log });
  return { ...ui, value, log };
}
