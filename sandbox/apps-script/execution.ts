import vm from 'node:vm';
import { callMethod, HostObject, type HostValue } from './host-object.ts';
import type { Grant } from './permissions.ts';
import { PRELUDE } from './prelude.ts';
import { ScriptException } from './script-exception.ts';
import { toScriptValue, type ScriptValue } from './script-value.ts';
import { Wire } from './wire.ts';

/** Names of Google's services that exist in production but not here; using one says so. */
const UNSUPPORTED = (
  'Browser CacheService CalendarApp CardService Charts ConferenceDataService ContactsApp ContentService DataStudioApp ' +
  'DocumentApp DriveApp FormApp GmailApp GroupsApp Jdbc LanguageApp LinearOptimizationService LockService MailApp Maps ' +
  'MimeType SitesApp SlidesApp UrlFetchApp XmlService Sheets Drive'
).split(' ');

/** One line a script wrote with console or Logger. */
export type LogLine = { level: string; text: string };

/** One run of one function in a fresh context. */
export type Execution = {
  code: string;
  services: Readonly<Record<string, HostObject>>;
  grant: Grant;
  name: string;
  args: readonly HostValue[];
  limitMs: number;
  log: LogLine[];
};

/**
 * Evaluates the script in a fresh V8 context that has Google's globals only, then calls one of its functions.
 * @returns what the function gave back, under the type rules of google.script.run.
 * @throws ScriptException with the script's own message, or `Exceeded maximum execution time`.
 */
export function execute(execution: Execution): ScriptValue {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { microtaskMode: 'afterEvaluate' });
  const deadline = Date.now() + execution.limitMs;
  const evaluate = (code: string, filename: string): unknown =>
    vm.runInContext(code, context, { filename, timeout: Math.max(1, deadline - Date.now()) });
  try {
    return runInside(execution, context, evaluate);
  } catch (error) {
    throw toException(error);
  }
}

type Evaluate = (code: string, filename: string) => unknown;
type Outcome = { kind: string; value: unknown };

function runInside(execution: Execution, context: vm.Context, evaluate: Evaluate): ScriptValue {
  const wire = new Wire();
  const outcomes: Outcome[] = [];
  const report = (kind: string, value: unknown): void => void outcomes.push({ kind, value });
  const run = install(execution, wire, evaluate, report);
  evaluate(execution.code, 'Code.gs');
  const args = JSON.stringify(execution.args.map((value) => wire.encode(value)));
  context['$run'] = () => {
    delete context['$run'];
    run(execution.name, args);
  };
  evaluate('$run()', 'run');
  return settled(outcomes);
}

function install(
  execution: Execution,
  wire: Wire,
  evaluate: Evaluate,
  report: (kind: string, value: unknown) => void,
): (name: string, args: string) => void {
  const bridge = (id: number, name: string, args: string): string => {
    if (id >= 0) return answer(execution.grant, wire, { id, name, args }, (bug) => report('bug', bug));
    execution.log.push({ level: name, text: String(JSON.parse(args)) });
    return '';
  };
  const specifications = Object.entries(execution.services).map(([name, object]) => [name, wire.specify(object)]);
  const prelude = callable(evaluate(PRELUDE, 'prelude'));
  const run = callable(prelude(bridge, report, JSON.stringify(Object.fromEntries(specifications)), UNSUPPORTED));
  return (name, args) => void run(name, args);
}

function callable(value: unknown): (...args: unknown[]) => unknown {
  if (typeof value !== 'function') throw new Error('The script context did not start.');
  return (...args) => Reflect.apply(value, undefined, args) as unknown;
}

type BridgeCall = { id: number; name: string; args: string };

// An error of ours must not enter the context (its constructors lead outside); it is raised again after the run.
function answer(grant: Grant, wire: Wire, call: BridgeCall, onBug: (error: unknown) => void): string {
  try {
    const result = callMethod(grant, wire.object(call.id), call.name, wire.decodeArguments(call.args));
    return JSON.stringify(wire.encode(result));
  } catch (error) {
    if (error instanceof ScriptException) return JSON.stringify({ e: error.message });
    onBug(error);
    return JSON.stringify({ e: "We're sorry, a server error occurred. Please wait a bit and try again." });
  }
}

function settled(outcomes: readonly Outcome[]): ScriptValue {
  const bug = outcomes.find((outcome) => outcome.kind === 'bug');
  if (bug) throw bug.value;
  const [outcome] = outcomes;
  if (!outcome) throw new ScriptException('The function waits for a promise that nothing resolves.');
  if (outcome.kind === 'error') throw toException(outcome.value);
  return toScriptValue(outcome.value);
}

function toException(error: unknown): Error {
  if (error instanceof Error && !(error instanceof TypeError) && !('code' in error)) return error;
  if (typeof error !== 'object' || error === null) return new ScriptException(String(error));
  if ('code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
    return new ScriptException('Exceeded maximum execution time');
  }
  return new ScriptException('message' in error ? String(error.message) : 'Unknown error', { cause: error });
}
