import { readFileSync } from 'node:fs';
import type { ActiveDocument } from '../../sandbox/apps-script/document.ts';
import { openDocument, type Place } from '../../sandbox/apps-script/google-document.ts';
import { loadScript, type Script, type ScriptHost, type ScriptProject } from '../../sandbox/apps-script/script.ts';
import { startGoogle, type SandboxGoogle } from '../../sandbox/google/google.ts';
import { buildCode, buildSidebarPage } from './built-addon.ts';

export const OWNER = 'owner@example.org';

/** The add-on as the build makes it. */
export async function builtProject(): Promise<ScriptProject> {
  const [code, sidebar] = await Promise.all([buildCode(), buildSidebarPage()]);
  return { code, files: { Sidebar: sidebar }, manifest: readFileSync('addon/appsscript.json', 'utf8') };
}

export type Stage = {
  google: SandboxGoogle;
  spreadsheetId: string;
  properties: Map<string, string>;
  /** The add-on beside the spreadsheet, run by one person with the second tab in front. */
  as: (user: string, host?: Partial<ScriptHost>) => Script;
  /** The spreadsheet with another place in front. */
  openAs: (user: string, place: Place) => ActiveDocument;
  close: () => Promise<void>;
};

/** A spreadsheet with two tabs, an owner, an editor and a viewer, on a local Google of its own. */
export async function startStage(project: ScriptProject): Promise<Stage> {
  const google = await startGoogle({ quota: false });
  const file = google.files.create(OWNER, 'Spring </script> $& gala', {
    locale: 'en_GB',
    timeZone: 'Europe/Amsterdam',
  });
  const line = (who: string, role: 'writer' | 'reader') => ({
    id: who,
    type: 'user' as const,
    role,
    emailAddress: who,
  });
  const more = [line('editor@example.org', 'writer'), line('viewer@example.org', 'reader')];
  google.files.setPermissions(file.id, [...file.permissions, ...more]);
  const owner = { email: OWNER, scopes: ['https://www.googleapis.com/auth/spreadsheets'] };
  const guests = { properties: { sheetId: 77, title: 'Guests' } };
  file.workbook.batchUpdate(owner, { requests: [{ addSheet: guests }] });
  const values = [['Name', 'E-mail address']];
  file.workbook.updateValues(owner, 'Guests!A1:B1', { values }, { valueInputOption: 'RAW' });
  const properties = new Map([['WORKER_URL', ' https://worker.example.com/ ']]);
  const place = { spreadsheetId: file.id, sheetId: 77, selection: 'B2:C4' };
  const as = (user: string, host: Partial<ScriptHost> = {}): Script =>
    loadScript(project, {
      document: openDocument(google.files, user, { ...place }),
      user,
      identityToken: () => google.idToken({ email: user }),
      properties,
      ...host,
    });
  const openAs = (user: string, at: Place): ActiveDocument => openDocument(google.files, user, at);
  return { google, spreadsheetId: file.id, properties, as, openAs, close: () => google.close() };
}

/** What the menu item wrote into the page it showed. */
export function startIn(html: string | undefined): unknown {
  const text = /<script id="start" type="application\/json">([\s\S]*?)<\/script>/.exec(html ?? '')?.[1];
  return JSON.parse(text ?? '"no start in the page"');
}
