import { openDocument, type Place } from '../apps-script/google-document.ts';
import { loadScript, type Script, type ScriptProject, type ScriptResult } from '../apps-script/script.ts';
import type { SandboxGoogle } from '../google/google.ts';
import type { SidebarApp } from './sidebar-app.ts';
import type { RunView } from './wire.ts';

/** Who runs the add-on, and where in which spreadsheet. */
export type Runner = {
  user: string;
  spreadsheetId: string;
  selection: { sheetId: number; a1: string };
  /** The person's language, such as `de`; English when absent. */
  userLocale?: string;
};

export type Scripts = {
  /** Fires onOpen, as for an add-on that is in use in this spreadsheet. */
  open(runner: Runner): Promise<RunView>;
  choose(runner: Runner, functionName: string): Promise<RunView>;
  /** google.script.run. */
  run(runner: Runner, name: string, args: readonly unknown[]): Promise<RunView>;
};

/** Runs the add-on for whoever is in front of the page; script properties are shared by all of them, as at Google. */
export function createScripts(parts: {
  google: Pick<SandboxGoogle, 'files' | 'idToken'>;
  project: () => ScriptProject;
  sidebars: SidebarApp;
  properties: Map<string, string>;
}): Scripts {
  const load = ({ user, userLocale }: Runner, place: Place): Script =>
    loadScript(parts.project(), {
      document: openDocument(parts.google.files, user, place),
      user,
      ...(userLocale !== undefined && { userLocale }),
      identityToken: () => parts.google.idToken({ email: user }),
      properties: parts.properties,
    });
  const view = async (runner: Runner, work: (script: Script) => Promise<ScriptResult>): Promise<RunView> => {
    const { spreadsheetId, selection } = runner;
    const place: Place = { spreadsheetId, sheetId: selection.sheetId, selection: selection.a1 };
    const script = load(runner, place);
    const { value, alerts, menu, sidebar } = await work(script);
    return {
      value,
      alerts,
      ...(place.sheetId !== selection.sheetId && place.sheetId !== undefined && { activeSheetId: place.sheetId }),
      ...(place.selection !== selection.a1 && place.selection !== undefined && { selected: place.selection }),
      ...(menu && { menu: menu.map((item) => (item.kind === 'item' ? item : null)) }),
      ...(sidebar && { sidebar: { title: sidebar.title, path: parts.sidebars.keep(sidebar.html, script.functions) } }),
    };
  };
  return {
    open: (runner) => view(runner, (script) => script.trigger('onOpen', 'LIMITED')),
    choose: (runner, functionName) => view(runner, (script) => script.choose(functionName)),
    run: (runner, name, args) => view(runner, (script) => script.call(name, args)),
  };
}
